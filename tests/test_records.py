import numpy as np
import pandas as pd
import pytest

from patronage.ragged import Ragged
from patronage.records import standing

SINCE = Ragged(np.array([3, 8, 5], np.int32), np.array([0, 0, 2, 3]))
ATTRIBUTES = {
    "age": np.array([30.0, 31.0, 40.0]),
    "size": pd.Categorical(["S", None, "L"], ["S", "M", "L"], ordered=True),
}


@pytest.mark.parametrize(
    ("day", "ages", "sizes"),
    [
        (2, [None, None, None], [None, None, None]),
        (3, [None, 30, None], [None, "S", None]),
        (7, [None, 30, 40], [None, "S", "L"]),
        (8, [None, 31, 40], [None, None, "L"]),
    ],
)
def test_the_last_record_up_to_the_day_stands(day, ages, sizes):
    found, known = standing(SINCE, ATTRIBUTES, day)
    assert [None if age != age else age for age in found["age"]] == ages
    assert [None if size != size else size for size in found["size"]] == sizes
    assert known.tolist() == [age is not None for age in ages]


def test_categories_stay_whole_and_in_order():
    found, _ = standing(SINCE, ATTRIBUTES, 3)
    assert found["size"].ordered
    assert list(found["size"].categories) == ["S", "M", "L"]


def test_nobody_has_a_record_of_none():
    none = Ragged(np.empty(0, np.int32), np.array([0, 0]))
    found, known = standing(none, {"age": np.empty(0)}, 3)
    assert np.isnan(found["age"]).tolist() == [True]
    assert known.tolist() == [False]
