from fractions import Fraction

import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.features.points.multiplier import Multipliers, exact


def test_a_decimal_number_is_what_is_written():
    assert exact(0.1, "rate") == Fraction(1, 10)


def test_points_are_rounded_down_from_exact_products():
    given = Multipliers([Fraction(1), Fraction(7, 10)])
    units, places = np.array([10, 10, 9]), np.array([0, 1, 1])
    assert given.of(units, places, exact(0.1, "rate")).tolist() == [1, 0, 0]
    assert given.of(units, places, exact(1, "rate")).tolist() == [10, 7, 6]


@pytest.mark.parametrize("value", [-1, 0.0005, 1 / 3])
def test_other_numbers_are_refused(value):
    with pytest.raises(ConfigError, match="'rate' should be at least 0, of three"):
        exact(value, "rate")
