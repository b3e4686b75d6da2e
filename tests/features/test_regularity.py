import numpy as np
import pytest

from patronage.features.regularity import clumpiness
from patronage.ragged import Ragged


def clump(periods: list[int], n: int) -> float:
    rows = Ragged(np.array(periods, np.int64), np.array([0, len(periods)]))
    return float(clumpiness(rows, np.array([n]))[0])


@pytest.mark.parametrize(
    ("periods", "n", "expected"),
    [
        ([2, 4, 6, 8], 9, 0),
        ([1, 2, 3, 4], 9, 0.2372931),
        ([6, 7, 8, 9], 9, 0.2372931),
        ([3, 4, 10], 30, 0.3374717),
    ],
)
def test_published_values(periods, n, expected):
    assert clump(periods, n) == pytest.approx(expected, abs=1e-7)


def test_one_purchase_says_nothing():
    assert np.isnan(clump([4], 9))
