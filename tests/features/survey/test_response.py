import numpy as np
import pytest

from patronage.features.survey.response import response_rate, standardised_difference


def test_ten_of_a_hundred_answered():
    # Wilson's interval: (p + z^2/2n -+ z sqrt(pq/n + z^2/4n^2)) / (1 + z^2/n)
    share, low, high = response_rate(10, 100)
    assert share == 0.1
    assert (low, high) == pytest.approx((0.05523, 0.17437), abs=1e-5)


def test_nobody_was_asked():
    assert np.isnan(response_rate(0, 0)).all()


def test_a_difference_is_told_in_standard_deviations():
    one, other = np.array([3.0, 5, 7, np.nan]), np.array([1.0, 3, 5])
    assert standardised_difference(one, other) == pytest.approx(1)
    assert standardised_difference(10 * other, 10 * one) == pytest.approx(-1)


@pytest.mark.parametrize("group", [[], [1.0], [2.0, 2.0]])
def test_a_group_that_does_not_vary_has_none(group):
    assert np.isnan(standardised_difference(np.array(group), np.array([2.0, 2.0])))
