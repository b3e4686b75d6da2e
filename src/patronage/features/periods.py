"""Months of 30 days, counted back from as_of: month 0 ends on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.arithmetic import ratio
from patronage.batch import MONTH_DAYS
from patronage.tally import Tally

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray, IntArray

MONTHS_PER_YEAR = 365.25 / MONTH_DAYS


def n_months(batch: CustomerBatch) -> int:
    """Months in the window; the oldest may be shorter."""
    return -(-batch.window_days // MONTH_DAYS)


def active_months(batch: CustomerBatch) -> IntArray:
    """Months of the window with at least one purchase."""
    return batch.months.runs.counts


def exposed_months(batch: CustomerBatch) -> FloatArray:
    """Months of the window since the first purchase, the first one included."""
    since = np.floor((batch.as_of - batch.first_day) / MONTH_DAYS) + 1
    return np.minimum(since, n_months(batch))


def exposure_months(batch: CustomerBatch) -> FloatArray:
    """Length of the window since the first purchase, in months and their parts."""
    days = np.minimum(batch.as_of - batch.first_day + 1, batch.window_days)
    return days / MONTH_DAYS


def charged_months(batch: CustomerBatch) -> FloatArray:
    """`exposure_months`, but one at least: a first purchase is not extrapolated."""
    return np.maximum(exposure_months(batch), 1)


def monthly(batch: CustomerBatch, column: str) -> Tally:
    """Sums of a ledger column in each month that has rows, the oldest first."""
    months = batch.months
    return Tally(months.per_run(batch.daily(column).values), months.runs.values)


def unevenness(monthly: Tally, n: FloatArray) -> FloatArray:
    """Coefficient of variation of monthly sums (n - 1), if `n` months could have any.

    Months before these, where a return without a purchase may lie, do not count. NaN
    below two months, and where the mean is not positive.
    """
    months = monthly.keys
    sums = monthly.counts.where(months.values < n[months.owner])
    mean = ratio(sums.sum(), n)
    idle = np.nan_to_num(n) - sums.counts
    squares = sums.total((sums.values - mean[sums.owner]) ** 2) + idle * mean**2
    return np.where(mean > 0, ratio(np.sqrt(ratio(squares, n - 1)), mean), np.nan)


def repeat_days(batch: CustomerBatch) -> FloatArray:
    """Purchase days in the window, without the customer's very first."""
    days = batch.days
    first = days.first() == batch.first_day
    return (days.counts - first).astype(np.float64)
