import numpy as np
import pandas as pd
import pytest

from patronage.features.survey import survey_report

AS_OF = pd.Timestamp("2017-06-30")
# Three customers answer three items of one scale, the fourth none of them.
SCORES = {"ann": (9.0, 8.0, 10.0), "bob": (2.0, 4.0, 3.0), "cat": (6.0, 5.0, 7.0)}
ITEMS = (("likely", "recommendation"), ("happy", "satisfaction"), ("sure", "trust"))


def feedback(scores: dict[str, tuple] = SCORES) -> pd.DataFrame:
    rows = [
        (customer, item, kind, score)
        for customer, answers in scores.items()
        for (item, kind), score in zip(ITEMS, answers, strict=True)
    ]
    names = ["customer_id", "item", "kind", "score"]
    return pd.DataFrame(rows, columns=names).assign(
        answered_day=AS_OF, subject=None, scale_low=0.0, scale_high=10.0, reversed=False
    )


def features(**columns) -> pd.DataFrame:
    ids = ["ann", "bob", "cat", "dan"]
    return pd.DataFrame({"customer_id": ids, "as_of": AS_OF} | columns)


def figures(table: pd.DataFrame) -> dict[tuple[str, str], float]:
    return table.set_index(["measure", "of"])["value"].to_dict()


def test_every_item_has_its_mean():
    found = figures(survey_report(feedback(), features()))
    assert found["mean_pomp", "likely"] == pytest.approx((90 + 20 + 60) / 3)
    assert found["mean_pomp", "sure"] == pytest.approx((100 + 30 + 70) / 3)


def test_only_recommendations_out_of_ten_have_a_promoter_score():
    table = survey_report(feedback(), features())
    scores = table[table["measure"] == "nps"]
    assert scores["of"].tolist() == ["likely"]
    assert scores["value"].tolist() == pytest.approx([-100 / 3])
    assert (scores["low"] < scores["value"]).all()
    assert (scores["value"] < scores["high"]).all()
    stars = feedback().assign(scale_low=1.0, scale_high=11.0)
    assert "nps" not in set(survey_report(stars, features())["measure"])


@pytest.mark.parametrize("score", range(11))
def test_the_score_of_an_answer_is_not_lost_in_points(score):
    told = feedback({"ann": (float(score), 5.0, 5.0)})
    expected = 100 * ((score >= 9) - (score <= 6))
    assert figures(survey_report(told, features()))["nps", "likely"] == expected


def test_reliability_is_that_of_the_items():
    # var of items 37/3, 13/3, 37/3; of the sum 27, 9, 18: 81; 3/2 (1 - 29/81)
    found = figures(survey_report(feedback(), features()))
    assert found["alpha", "attitude"] == pytest.approx(1.5 * (1 - 29 / 81))


def test_items_that_do_not_go_together_are_warned_of():
    mixed = {"ann": (9.0, 1.0, 5.0), "bob": (1.0, 9.0, 4.0), "cat": (5.0, 5.0, 9.0)}
    table = survey_report(feedback(mixed), features()).set_index("measure")
    assert table.loc["alpha", "value"] < 0.7
    assert table.loc["alpha", "note"] == "below 0.7: not one thing"


def test_who_answered_is_held_against_who_did_not():
    found = survey_report(
        feedback({"ann": (1.0, 1.0, 1.0), "bob": (2.0, 2.0, 2.0)}),
        features(frequency=[5.0, 7, 1, 3], monetary_total=[1.0, 9, 1, 9]),
    ).set_index(["measure", "of"])
    assert found.loc[("response_rate", "customers"), "value"] == 0.5
    frequency = found.loc[("difference", "frequency")]
    assert frequency["value"] == pytest.approx(4 / np.sqrt(2))
    assert frequency["note"] != ""
    assert found.loc[("difference", "monetary_total"), "note"] == ""


def test_a_panel_is_told_of_its_last_day():
    before = features(as_of=AS_OF - pd.Timedelta(days=90))
    panel = pd.concat([before, features()], ignore_index=True)
    again = survey_report(feedback(), panel)
    pd.testing.assert_frame_equal(again, survey_report(feedback(), features()))


def test_strangers_and_later_answers_do_not_count():
    stranger = feedback({"eve": (10.0, 10.0, 10.0)})
    later = feedback({"dan": (0.0, 0.0, 0.0)}).assign(
        answered_day=AS_OF + pd.Timedelta(days=1)
    )
    more = pd.concat([feedback(), stranger, later], ignore_index=True)
    pd.testing.assert_frame_equal(
        survey_report(more, features()), survey_report(feedback(), features())
    )


def test_without_answers_there_is_the_response_alone():
    table = survey_report(feedback().iloc[:0], features(frequency=[1.0, 2, 3, 4]))
    assert table["measure"].tolist() == ["response_rate", "difference"]
    assert table["value"].iloc[0] == 0
