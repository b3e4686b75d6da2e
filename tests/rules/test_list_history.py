import pandas as pd

from patronage.rules import with_previous

DAYS = [pd.Timestamp(day) for day in ("2025-10-31", "2025-11-30", "2025-12-31")]


def rows(**lists):
    return pd.DataFrame({"customer_id": list(lists), "list": list(lists.values())})


def told(table):
    names = ["customer_id", "previous_list", "changed_on"]
    return [
        (who, None if pd.isna(before) else before, since)
        for who, before, since in table[names].itertuples(index=False)
    ]


FIRST = with_previous(rows(a="core", b="general", c="problem"), None, DAYS[0])


def test_on_the_first_day_nobody_was_listed_before():
    assert told(FIRST) == [(name, None, DAYS[0]) for name in "abc"]


def test_who_moves_has_a_previous_list_and_who_stays_keeps_the_day():
    second = with_previous(rows(a="general", b="general", d="core"), FIRST, DAYS[1])
    assert told(second) == [
        ("a", "core", DAYS[1]),
        ("b", None, DAYS[0]),
        ("d", None, DAYS[1]),
    ]
    third = with_previous(rows(a="general", b="core"), second, DAYS[2])
    assert told(third) == [("a", "core", DAYS[1]), ("b", "general", DAYS[2])]


def test_the_order_of_earlier_rows_changes_nothing():
    now = rows(b="core", a="core", c="problem")
    one = with_previous(now, FIRST, DAYS[1])
    pd.testing.assert_frame_equal(one, with_previous(now, FIRST[::-1], DAYS[1]))


def test_an_earlier_day_without_anybody_is_no_history():
    assert told(with_previous(rows(a="core"), FIRST[:0], DAYS[1])) == [
        ("a", None, DAYS[1])
    ]
