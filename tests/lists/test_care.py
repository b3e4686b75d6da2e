"""Care is due by occasion and day, and to nobody who has not agreed to it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError, QualityError
from patronage.lists import CareList, care_counts

NAMES = ("customer_id", "occasion", "since", "until", "emergency", "consent")
COLUMNS = {name: name for name in NAMES}
DAY = "2025-12-31"


def care(**settings):
    return CareList(file="care.csv", columns=COLUMNS, **settings)


def records(*rows):
    table = pd.DataFrame(rows, columns=list(NAMES), dtype="str")
    return table.set_axis(range(2, len(rows) + 2))


def listed(*rows, **settings):
    return care(**settings)(records(*rows), DAY)["customer_id"].tolist()


@pytest.mark.parametrize(
    ("since", "until", "is_due"),
    [
        ("2025-12-31", "2025-12-31", True),
        ("2025-01-01", "2025-12-30", False),  # expired
        ("2025-01-01", "2025-12-31", True),
        ("2026-01-06", "2026-01-06", True),  # the last of seven days
        ("2026-01-07", "2026-01-07", False),
        ("2020-01-01", "", True),
        ("2026-01-07", "", False),
    ],
)
def test_care_is_due_on_the_days_from_until_and_of_the_window(since, until, is_due):
    row = ("a", "birthday", since, until, "no", "yes")
    assert listed(row, window_days=7) == ["a"] * is_due


@pytest.mark.parametrize("consent", ["no", "", "unknown", "asked"])
def test_who_has_not_said_yes_is_not_listed(consent):
    assert listed(("a", "illness", DAY, "", "yes", consent)) == []


def test_a_consent_that_was_taken_back_for_an_occasion_counts_as_none():
    ill = ("a", "illness", DAY, "", "no")
    born = ("a", "birthday", DAY, DAY, "no", "yes")
    found = care()(records((*ill, "yes"), (*ill, "no"), born), DAY)
    assert found["occasion"].tolist() == ["birthday"]


def test_emergencies_come_first_then_the_earliest():
    rows = [
        ("late", "birthday", "2026-01-05", "2026-01-05", "no", "yes"),
        ("early", "birthday", "2026-01-02", "2026-01-02", "no", "yes"),
        ("flooded", "flood", "2026-01-09", "", "yes", "yes"),
    ]
    assert listed(*rows) == ["flooded", "early", "late"]
    assert listed(*rows, *rows[::-1]) == ["flooded", "early", "late"]


def test_only_the_occasions_asked_for_are_listed():
    rows = [(name, name, DAY, "", "no", "yes") for name in ("flood", "birthday")]
    assert listed(*rows, occasions=["flood"]) == ["flood"]


def test_the_list_does_not_repeat_what_was_agreed():
    row = ("a", "illness", DAY, "", "no", "yes")
    assert "consent" not in care()(records(row), DAY)


def test_counts_name_nobody():
    rows = [
        ("ann", "flood", DAY, "", "yes", "yes"),
        ("bob", "flood", DAY, "", "no", "yes"),
    ]
    counts = care_counts(care()(records(*rows), DAY))
    assert counts.to_dict("list") == {
        "occasion": ["flood"],
        "due": [2],
        "emergencies": [1],
    }
    assert len(care_counts(care()(records(), DAY))) == 0


def test_a_day_that_cannot_be_read_is_named_by_its_line_alone():
    rows = [
        ("ann", "illness", DAY, "", "no", "yes"),
        ("bob", "illness", DAY, "soon", "no", "yes"),
    ]
    with pytest.raises(QualityError, match=r"'until' should be a day.*line 3") as found:
        care()(records(*rows), DAY)
    assert not {"ann", "bob", "soon"} & set(str(found.value).split())
    with pytest.raises(QualityError, match="'since' should be a day"):
        care()(records(("a", "illness", "", "", "no", "yes")), DAY)


def test_settings_that_make_no_list_are_refused():
    with pytest.raises(ConfigError, match="window_days should be 1 or more; got 0"):
        care(window_days=0)
    some = {name: name for name in NAMES if name != "consent"}
    with pytest.raises(ConfigError, match="consent is only one of the two"):
        CareList(file="care.csv", columns=some)


DAYS = st.dates(
    pd.Timestamp("2025-11-01").date(), pd.Timestamp("2026-03-01").date()
).map(str)
SPANS = st.one_of(st.tuples(DAYS, st.just("")), st.tuples(DAYS, DAYS).map(sorted))
ROWS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["flood", "illness"]),
        SPANS,
        st.sampled_from(["yes", "no"]),
        st.sampled_from(["yes", "no"]),
    ),
    max_size=8,
)


@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(rows, order):
    flat = [(who, why, *span, *said) for who, why, span, *said in rows]
    shuffled = order.sample(flat, len(flat))
    expected = care()(records(*flat), DAY)
    pd.testing.assert_frame_equal(care()(records(*shuffled), DAY), expected)


def test_care_that_ends_before_it_begins_is_refused_by_its_line():
    with pytest.raises(QualityError, match="1 rows, first in line 2"):
        listed(("a", "festival", "2026-01-02", "2026-01-01", "no", "yes"))
