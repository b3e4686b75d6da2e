import numpy as np
import pytest
from scipy.integrate import quad

from patronage.features.lifetime.discounted_life import discounted_life

DELTA = 0.0022


def by_quadrature(s, span):
    value, _ = quad(
        lambda t: np.exp(-s * np.log1p(t / span) - DELTA * t),
        0,
        np.inf,
        epsabs=0,
        epsrel=1e-12,
        limit=500,
    )
    return value


@pytest.mark.parametrize("s", [0.6, 1, 5, 15, 19.9, 20, 30, 100, 300, 2000])
@pytest.mark.parametrize("mean_life", [1.0, 10, 100])
def test_it_is_the_integral_for_any_s(s, mean_life):
    span = np.array([mean_life * s, 2 * mean_life * s])
    expected = [by_quadrature(s, each) for each in span]
    np.testing.assert_allclose(discounted_life(s, span, DELTA), expected, rtol=1e-8)
