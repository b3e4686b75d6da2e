"""What flows of money are worth on one day."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from patronage.segments import FloatArray, IntArray

YEAR_DAYS = 365.25


def present_value(flows: ArrayLike, years: ArrayLike, rate: float) -> float:
    """Discount flows that lie `years` ahead to today, and add them.

    `rate` is per year: 0.1 is 10 %.
    """
    ahead = np.asarray(years, np.float64)
    return float((np.asarray(flows, np.float64) / (1 + rate) ** ahead).sum())


def historical_npv(flows: ArrayLike, years_ago: ArrayLike, rate: float) -> float:
    """Compound flows that lie `years_ago` in the past to today, and add them."""
    return present_value(flows, -np.asarray(years_ago, np.float64), rate)


def growth(days: IntArray, rate: float) -> FloatArray:
    """Return what 1 of money has become after whole days, at `rate` per year.

    From a table: a vectorised power may differ in its last bit with the processor and
    with a value's place in the array.
    """
    size = 1 << int(days.max(initial=1)).bit_length()
    return _growth_table(size, rate)[days]


@functools.lru_cache(maxsize=16)
def _growth_table(size: int, rate: float) -> FloatArray:
    return np.array([(1 + rate) ** (day / YEAR_DAYS) for day in range(size)])
