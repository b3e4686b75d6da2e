from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import hyp2f1

from patronage.features.lifetime.tail import LARGE, STEEP, tail


@pytest.mark.parametrize("b", [0.3, 20.0, 99.5])
@pytest.mark.parametrize("z", [0.995, 0.999, 1 - 1e-6])
def test_steep_and_large_it_is_eulers_integral(b, z):
    m = 100.0

    def f(y):
        return np.exp(-y - b * np.log(1 - z + z * np.exp(-y / m)))

    spans = [0, 1, 30, *(m * np.array([1, 5, 10, 14, 20, 60]))]
    total = sum(quad(f, *span, epsrel=1e-12, limit=400)[0] for span in pairwise(spans))
    found = tail(np.array([b]), np.array([m + 1]), np.array([z]))[0]
    assert found == pytest.approx(total, rel=1e-6)


def test_the_two_ways_meet():
    c = np.array([LARGE + 0.01])
    b, z = c / 2, np.array([STEEP + 1e-9])
    assert tail(b, c, z) == pytest.approx(hyp2f1(1, b, c, z), rel=1e-9)


def test_it_is_one_at_zero_and_at_most_the_geometric_sum():
    z = np.array([0.0, 0.5, 0.9999, 1 - 1e-9])
    found = tail(np.full(4, 300.0), np.full(4, 301.0), z)
    assert found[0] == 1
    assert ((found >= 1) & (found <= 1 / (1 - z))).all()
