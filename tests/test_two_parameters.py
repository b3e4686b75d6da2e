import numpy as np
import pytest

from patronage.two_parameters import REACH, maximum


def hill(x: float, y: float):
    """Highest at (3, -2), and steeper in one direction than in the other."""
    value = -((x - 3) ** 2) - 100 * (y + 2) ** 2 + (x - 3) * (y + 2)
    slope = np.array([-2 * (x - 3) + (y + 2), -200 * (y + 2) + (x - 3)])
    return value, slope


@pytest.mark.parametrize("n", [1, 1_000_000])
def test_the_top_is_found(n):
    def summed(x, y):
        value, slope = hill(x, y)
        return n * value, n * slope

    assert maximum(summed, (0.0, 0.0), n=n) == pytest.approx((3, -2), abs=1e-6)


def test_who_never_stops_climbing_is_stopped():
    rising = maximum(lambda x, y: (x - y**2, np.array([1, -2 * y])), (0, 0), n=1)
    assert rising == pytest.approx((REACH, 0))
