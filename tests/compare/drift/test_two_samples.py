import warnings

import numpy as np
import pytest

from patronage.compare.drift.two_samples import distance, sample, scale


def test_the_distance_is_that_of_the_reference():
    """METHODS F.7."""
    found = distance(np.arange(1.0, 6.0), np.arange(3.0, 8.0))
    assert found == pytest.approx((0.4, 0.8730), abs=1e-4)


@pytest.mark.parametrize("n", [99, 101, 5003])
def test_no_size_makes_the_test_complain(n):
    rng = np.random.default_rng(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        apart, p = distance(rng.normal(size=5000 if n > 100 else 100), 3 + np.ones(n))
    assert apart > 0.9
    assert p < 1e-20


def test_zeros_say_nothing_of_a_scale():
    before, now = np.repeat([0.0, 2.0], [90, 10]), np.repeat([0.0, 200.0], [50, 50])
    assert scale(before, now) == 100
    assert np.isnan(scale(before[:95], now))


def test_quantiles_stand_for_as_many_as_were_seen():
    points = np.arange(10.0)
    assert sample(points, 1000).mean() == pytest.approx(4.5)
    assert len(sample(points, 1000)) == 1000
