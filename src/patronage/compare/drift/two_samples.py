"""Two samples of one number: how far apart they lie, and how much larger one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import ks_2samp

if TYPE_CHECKING:
    from patronage.segments import FloatArray

DRAWN = 100_000  # beyond, a sample stands for the customers in the test of two samples
EXACT = 100  # beyond, the exact p-value costs much, or is given up with a warning
FEWEST = 10


def sample(points: FloatArray, n: float) -> FloatArray:
    """Return about as many values as were seen, from the quantiles that were kept."""
    size = int(min(max(n, len(points)), DRAWN))
    return points[np.linspace(0, len(points) - 1, size).round().astype(np.int64)]


def distance(before: FloatArray, now: FloatArray) -> tuple[float, float]:
    """Return Kolmogorov and Smirnov's distance of two samples, and its p-value.

    >>> d, p = distance(np.arange(1.0, 6.0), np.arange(3.0, 8.0))
    >>> round(d, 2), round(p, 4)
    (0.4, 0.873)
    """
    is_small = max(len(before), len(now)) <= EXACT
    tested = ks_2samp(before, now, method="exact" if is_small else "asymp")
    return float(tested.statistic), float(tested.pvalue)


def scale(before: FloatArray, now: FloatArray) -> float:
    """Return how many times the sizes of values are what they were, by their medians.

    Zeros say nothing of a unit: they are left out. NaN for fewer than ten values.
    """
    sizes = [np.abs(other_than_zero(each)) for each in (before, now)]
    if min(map(len, sizes)) < FEWEST:
        return float("nan")
    return float(np.median(sizes[1]) / np.median(sizes[0]))


def other_than_zero(values: FloatArray) -> FloatArray:
    """Return the values that are not zero."""
    return values[values != 0]
