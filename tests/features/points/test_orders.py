from fractions import Fraction

import pytest
from worlds import batch_of

from patronage.features.points.orders import parts

TEA, JAM = {"category": "tea"}, {"category": "jam"}
ROWS = [
    {"day": "2017-01-01", "order": 1, "amount": 80, **TEA},
    {"day": "2017-01-01", "order": 1, "amount": 80, **JAM},
    {"day": "2017-01-01", "order": 2, "amount": 80, **JAM},
    {"day": "2017-01-05", "order": 2, "amount": 250, **TEA},
]


def points(rows, by_category=None):
    return parts(batch_of({"ann": rows}), 100, by_category).points(Fraction(1))


def test_an_order_of_a_day_fills_units_with_all_its_lines():
    assert points(ROWS).values.tolist() == [1, 2]


def test_lines_of_one_multiplier_fill_units_together():
    assert points(ROWS, {"tea": 2, "jam": 2}).values.tolist() == [2, 4]
    assert points(ROWS, {"tea": 2}).values.tolist() == [0, 4]


def test_multipliers_of_one_change_nothing():
    assert points(ROWS, {"tea": 1, "jam": 1}).values.tolist() == [1, 2]


def test_what_is_returned_from_an_order_takes_its_points():
    back = {"day": "2017-01-01", "order": 1, "amount": -100, **TEA}
    assert points([*ROWS[:2], back]).values.tolist() == [0]


def test_returns_of_nobody_knows_what_earn_nothing():
    assert points([{"day": "2017-01-01", "amount": -500, **TEA}]).values.tolist() == [0]


@pytest.mark.parametrize("category", [None, "rye"])
def test_a_category_without_a_multiplier_counts_once(category):
    rows = [*ROWS[:1], {**ROWS[3], "category": category}]
    assert points(rows, {"tea": 3}).values.tolist() == [0, 2]
