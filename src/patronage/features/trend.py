"""How a monthly amount grows."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from patronage.features.periods import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray, IntArray
    from patronage.tally import Tally

MIN_MONTHS = 3
MOST_PAIRS = 1 << 20  # of months, held at a time


def annual_log_trend(monthly: Tally) -> FloatArray:
    """Theil-Sen slope of the log of monthly sums, per year (Sen 1968).

    `monthly` holds sums by months counted back; months without a positive sum do not
    count, and below 3 that do the trend is NaN. 0.7 is about a doubling.
    """
    growing = monthly.counts.values > 0
    months, sums = monthly.keys.where(growing), monthly.counts.where(growing)
    logs = sums.like(np.log(sums.values))
    slopes = np.full(len(months.counts), np.nan)
    for customers, n in _of_equal_length(months):
        rows = np.arange(n)[:, None] + months.offsets[customers]
        slopes[customers] = _median_slope(months.values[rows], logs.values[rows])
    return slopes * MONTHS_PER_YEAR


def _of_equal_length(months: Ragged) -> Iterator[tuple[IntArray, int]]:
    """Customers who have as many months, few enough to be compared at once."""
    narrow = np.min_scalar_type(int(months.counts.max(initial=0)))
    order = np.argsort(months.counts.astype(narrow), kind="stable")
    lengths = months.counts[order]
    found = np.flatnonzero(np.bincount(lengths))
    for n in found[found >= MIN_MONTHS].tolist():
        first, last = np.searchsorted(lengths, [n, n + 1])
        step = max(MOST_PAIRS // (n * n), 1)
        for start in range(first, last, step):
            yield order[start : min(start + step, last)], n


def _median_slope(months: IntArray, logs: FloatArray) -> FloatArray:
    """Median slope over the pairs of rows, for each column; months count back."""
    earlier, later = _pairs(len(months))
    slopes = (logs[later] - logs[earlier]) / (months[earlier] - months[later])
    ordered = np.sort(slopes.T, axis=1)
    n = len(slopes)
    # np.median takes four times as long over many short rows
    return (ordered[:, (n - 1) // 2] + ordered[:, n // 2]) / 2


@functools.lru_cache(maxsize=64)
def _pairs(n: int) -> tuple[IntArray, IntArray]:
    """Which two of n rows make each pair."""
    earlier, later = np.triu_indices(n, 1)
    return earlier, later
