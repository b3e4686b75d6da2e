import numpy as np

from patronage import selection
from patronage.ragged import Ragged

OFFSETS = np.array([0, 2, 2, 5])
TABLE = {
    "day": Ragged(np.array([1, 3, 2, 4, 6]), OFFSETS),
    "code": Ragged(np.array([7, 8, 9, 5, 6]), OFFSETS),
}


def told(table):
    return {
        name: (column.values.tolist(), column.offsets.tolist())
        for name, column in table.items()
    }


def test_rows_are_left_with_their_customers():
    kept = selection.where(TABLE, np.array([True, False, False, True, True]))
    assert told(kept) == {
        "day": ([1, 4, 6], [0, 1, 1, 3]),
        "code": ([7, 5, 6], [0, 1, 1, 3]),
    }


def test_customers_are_left_with_all_their_rows():
    kept = selection.only(TABLE, np.array([False, True, True]))
    assert told(kept) == {"day": ([2, 4, 6], [0, 0, 3]), "code": ([9, 5, 6], [0, 0, 3])}


def test_a_span_of_days_excludes_its_beginning_and_includes_its_end():
    kept = selection.between(TABLE, "day", 1, 4)
    assert kept["day"].values.tolist() == [3, 2, 4]
    assert kept["code"].counts.tolist() == [1, 0, 2]


def test_what_leaves_nothing_out_is_the_table_itself():
    assert selection.where(TABLE, np.ones(5, dtype=bool)) is TABLE
    assert selection.only(TABLE, np.ones(3, dtype=bool)) is TABLE
    assert selection.between(TABLE, "day", 0, 9) is TABLE


def test_a_column_is_cut_once_and_only_if_asked_for():
    kept = selection.where(TABLE, np.array([True, False, False, True, True]))
    assert kept.cut == {}
    assert kept["day"] is kept["day"]
    assert set(kept.cut) == {"day"}
    assert len(kept) == 2


def test_a_table_without_rows_stays_empty():
    assert selection.between({}, "day", 0, 9) == {}
    assert selection.only({}, np.array([True, False])) == {}


def test_a_part_of_a_part_is_cut_from_the_whole():
    part = selection.where(TABLE, np.array([True, True, False, True, True]))
    less = selection.where(part, np.array([False, True, True, False]))
    assert told(less) == {"day": ([3, 4], [0, 1, 1, 2]), "code": ([8, 5], [0, 1, 1, 2])}
    assert part.cut == {}


def test_to_ask_whether_there_is_a_column_cuts_nothing():
    part = selection.where(TABLE, np.array([True, True, False, True, True]))
    assert "day" in part
    assert "brand" not in part
    assert part.cut == {}
