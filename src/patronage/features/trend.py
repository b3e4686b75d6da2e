"""How a monthly amount grows."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from patronage.features.periods import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

MIN_MONTHS = 3


def annual_log_trend(monthly: IntArray) -> FloatArray:
    """Theil-Sen slope of the log of monthly sums, per year (Sen 1968).

    `monthly` is customers by months, the latest first; months without a positive sum
    do not count, and below 3 that do the trend is NaN. 0.7 is about a doubling.
    """
    active = monthly > 0
    logs = np.log(np.where(active, monthly, 1))
    pairs = list(itertools.combinations(range(monthly.shape[1]), 2))
    if not pairs:
        return np.full(len(monthly), np.nan)
    later, earlier = np.array(pairs).T
    slopes = (logs[:, later] - logs[:, earlier]) / (earlier - later)
    slopes[~(active[:, later] & active[:, earlier])] = np.nan
    enough = active.sum(1) >= MIN_MONTHS
    return np.where(enough, _row_median(slopes) * MONTHS_PER_YEAR, np.nan)


def _row_median(rows: FloatArray) -> FloatArray:
    ordered, n = np.sort(rows, axis=1), np.isfinite(rows).sum(1)
    row = np.arange(len(rows))
    low, high = np.maximum(n - 1, 0) // 2, np.minimum(n // 2, rows.shape[1] - 1)
    return (ordered[row, low] + ordered[row, high]) / 2
