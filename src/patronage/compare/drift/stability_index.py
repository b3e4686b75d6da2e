"""The population stability index, and how large chance alone makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2

if TYPE_CHECKING:
    from patronage.segments import FloatArray

FLOOR = 1e-4
LEVEL = 0.95
MODERATE, MAJOR = 0.10, 0.25


def stability_index(before: FloatArray, now: FloatArray) -> float:
    """Return the sum of (a - e) ln(a / e) over bins (Siddiqi 2006, p. 137).

    `before` and `now` are shares or counts of the same bins. An empty bin counts as
    a share of 1e-4, so that the index is finite. It is NaN if nobody is in any bin.

    >>> round(stability_index(np.array([0.2, 0.5, 0.3]), np.array([0.3, 0.5, 0.2])), 7)
    0.081093
    """
    if not (before.sum() > 0 and now.sum() > 0):
        return float("nan")
    expected, actual = (_floored(each) for each in (before, now))
    return float(((actual - expected) * np.log(actual / expected)).sum())


def critical_index(n_before: float, n_now: float, n_bins: int) -> float:
    """Return what the index exceeds by chance in 5 % of samples (Yurdakul 2018).

    It is (1/N + 1/M) times the .95 quantile of chi-square with B - 1 degrees.

    >>> round(critical_index(1000, 1000, 10), 5)
    0.03384
    """
    if n_bins < 2 or min(n_before, n_now) <= 0:
        return float("nan")
    return float((1 / n_before + 1 / n_now) * chi2.ppf(LEVEL, n_bins - 1))


def chance_of(index: float, n_before: float, n_now: float, n_bins: int) -> float:
    """Return how often chance alone makes the index so large (Yurdakul 2018).

    The index over (1/N + 1/M) is chi-square with B - 1 degrees; NaN for one bin.
    """
    if n_bins < 2 or min(n_before, n_now) <= 0:
        return float("nan")
    return float(chi2.sf(index / (1 / n_before + 1 / n_now), n_bins - 1))


def band(index: float, critical: float) -> str:
    """Return stable, moderate or major; what chance may do is stable."""
    if not index > critical:
        return "stable"
    return "major" if index > MAJOR else "moderate" if index > MODERATE else "stable"


def _floored(shares: FloatArray) -> FloatArray:
    floored = np.maximum(shares / shares.sum(), FLOOR)
    return floored / floored.sum()
