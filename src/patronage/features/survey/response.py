"""Who answered, and how they differ from who did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import binomtest

from patronage.tallied import quotient

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def response_rate(answered: int, asked: int) -> tuple[float, float, float]:
    """Share of those asked who answered, and Wilson's 95 % interval (1927)."""
    if not asked:
        return np.nan, np.nan, np.nan
    interval = binomtest(answered, asked).proportion_ci(method="wilson")
    return answered / asked, float(interval.low), float(interval.high)


def standardised_difference(one: FloatArray, other: FloatArray) -> float:
    """Difference of the means over the root of the mean variance (Cohen 1988).

    NaN where a group has fewer than two values, or none differ.
    """
    one, other = one[np.isfinite(one)], other[np.isfinite(other)]
    if min(len(one), len(other)) < 2:
        return np.nan
    spread = np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2)
    return quotient(float(one.mean() - other.mean()), float(spread))
