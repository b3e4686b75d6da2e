import numpy as np
from features.survey.surveys import AS_OF, days_ago, survey_of
from worlds import batch_of, day

from patronage.features import voice
from patronage.ragged import Ragged


def complaint(days: int, resolved: int = 0) -> dict:
    return {"kind": "complaint", "day": days_ago(days), "resolved": resolved}


def told(*rows: dict) -> dict[str, list[float]]:
    found = voice.complaints(survey_of({"ann": list(rows), "bob": []}), "complaint")
    return {name: values.tolist() for name, values in found.items()}


def test_complaints_are_counted_by_whether_they_were_resolved_by_as_of():
    rows = complaint(9), complaint(8, AS_OF), complaint(7, AS_OF + 1)
    assert told(*rows, {"kind": "satisfaction", "day": AS_OF}) == {
        "unresolved_complaints": [2, 0],
        "resolved_complaints": [1, 0],
    }


def test_complaints_before_the_window_and_after_as_of_do_not_count():
    assert told(complaint(90), complaint(89), complaint(-1)) == {
        "unresolved_complaints": [1, 0],
        "resolved_complaints": [0, 0],
    }


def test_where_a_source_tells_of_no_resolution_none_is_resolved():
    batch = survey_of({"ann": [complaint(9, AS_OF)]})
    untold = {k: v for k, v in batch.feedback.items() if k != "resolved_day"}
    object.__setattr__(batch, "feedback", untold)
    assert voice.complaints(batch, "complaint")["unresolved_complaints"] == [1]


def test_campaigns_answers_and_referrals_are_counted_up_to_as_of():
    days = np.array([day("2017-01-05"), day("2017-02-05"), day("2017-09-01")])
    offsets = np.array([0, 3])
    batch = batch_of(
        {"ann": [{"day": "2017-01-02"}]},
        contacts={
            "contacted_day": Ragged(days, offsets),
            "kind": Ragged(np.zeros(3, np.int64), offsets),
        },
        events={
            "at_day": Ragged(days, offsets),
            "kind": Ragged(np.array([0, 1, 1]), offsets),
        },
        levels={"events.kind": ("redemption", "referral")},
    ).at(day("2017-03-20"), 365)
    counts = voice.engagement(batch, "redemption") | voice.advocacy(batch, "referral")
    assert counts == {"redemptions": [1], "campaigns": [2], "referrals": [1]}
    assert voice.advocacy(batch, "praise") == {"referrals": [0]}
