from fractions import Fraction

import numpy as np
from worlds import day

from patronage.features.points.tiers import Tiers
from patronage.ragged import Ragged

DAYS = Ragged(
    np.array([day(text) for text in ("2017-01-01", "2017-06-01", "2018-01-01")] * 2),
    np.array([0, 3, 6]),
)
BY_TIER = np.array([[10, 10, 10, 99, 10, 10], [20, 20, 20, 198, 20, 20]])


def test_a_level_is_reached_by_points_of_the_year_before():
    found = Tiers({10: 2}).earned(DAYS, BY_TIER)
    # on 2018-01-01 the points of 2017-01-01 have left the level
    assert found.tolist() == [10, 20, 20, 99, 20, 20]
    assert Tiers({30: 2}).earned(DAYS, BY_TIER).tolist() == [10, 10, 10, 99, 20, 10]


def test_without_tiers_all_earn_alike():
    assert Tiers({}).earned(DAYS, BY_TIER[:1]).tolist() == BY_TIER[0].tolist()


def test_tiers_stand_in_order_however_they_are_told():
    tiers = Tiers({500: 2, 100: 1.5})
    assert tiers.edges == [100, 500]
    assert tiers.rates == [1, Fraction(3, 2), 2]
