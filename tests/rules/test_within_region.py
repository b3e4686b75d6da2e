import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import WithinRegion

REGIONS = np.array(["a"] * 3 + ["b"] * 5)
VALUES = np.array([1.0, 2, 3, 10, 20, 30, 40, 50])


def standardised(kappa, values=VALUES, regions=REGIONS):
    made = WithinRegion("region", kappa=kappa).fit(regions, ["x"])
    made.fit_values("x", values, regions)
    return made, made.adjusted("x", values, regions)


def test_moments_are_those_of_the_region_drawn_to_those_of_all():
    made, _ = standardised(50)
    mean = (3 * 2 + 50 * VALUES.mean()) / 53
    variance = (3 * 2 / 3 + 50 * VALUES.var()) / 53
    assert made.moments_["x"]["a"] == pytest.approx([mean, variance])


def test_almost_no_pooling_makes_regions_alike():
    _, found = standardised(1e-9)
    assert found[:3].mean() == pytest.approx(0, abs=1e-6)
    assert found[3:].std() == pytest.approx(1)


def test_much_pooling_leaves_the_order_of_all():
    _, found = standardised(1e12)
    assert found == pytest.approx((VALUES - VALUES.mean()) / VALUES.std())


def test_who_has_no_known_region_is_compared_with_all():
    made, _ = standardised(1.0)
    found = made.adjusted("x", np.array([VALUES.mean()] * 2), np.array(["", "new"]))
    assert found == pytest.approx([0, 0])


def test_where_nobody_differs_nothing_is_divided_by_0():
    _, found = standardised(50, np.full(8, 4.0))
    assert found.tolist() == [0] * 8


def test_a_value_can_be_told_as_it_stands_in_the_region():
    made, found = standardised(50)
    assert made.undone("x", found[4], "b") == pytest.approx(VALUES[4])


def test_an_indicator_that_is_left_alone_stays():
    made = WithinRegion("region", indicators=["y"]).fit(REGIONS, ["x", "y"])
    made.fit_values("x", VALUES, REGIONS)
    assert made.adjusted("x", VALUES, REGIONS).tolist() == VALUES.tolist()
    assert made.undone("x", 3.0, "a") == 3


def test_kappa_is_positive():
    with pytest.raises(ConfigError, match="kappa should be positive; got 0"):
        standardised(0)


def test_of_nobody_nothing_is_adjusted():
    fitted = WithinRegion("region").fit(np.array(["n", "n"]), ["a"])
    fitted.fit_values("a", np.array([1.0, 2.0]), np.array(["n", "n"]))
    assert len(fitted.adjusted("a", np.empty(0), np.empty(0, "U1"))) == 0
