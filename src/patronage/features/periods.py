"""Months of 30 days, counted back from as_of: month 0 ends on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import Ragged

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray, IntArray

MONTH_DAYS = 30
MONTHS_PER_YEAR = 365.25 / MONTH_DAYS


def n_months(batch: CustomerBatch) -> int:
    """Months in the window; the oldest may be shorter."""
    return -(-batch.window_days // MONTH_DAYS)


def month(batch: CustomerBatch) -> Ragged:
    """The month of each row."""
    days = batch["order_day"]
    return Ragged((batch.as_of - days.values) // MONTH_DAYS, days.offsets)


def active_months(batch: CustomerBatch) -> IntArray:
    """Months of the window with at least one purchase."""
    return month(batch).count_distinct()


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


def monthly(batch: CustomerBatch, column: str) -> IntArray:
    """Sums of a ledger column, customers by months, the latest month first."""
    months, width = month(batch), n_months(batch)
    sums = np.zeros(len(batch) * width, np.int64)
    np.add.at(sums, months.owner * width + months.values, batch[column].values)
    return sums.reshape(-1, width)


def repeat_days(batch: CustomerBatch) -> FloatArray:
    """Purchase days in the window, without the customer's very first."""
    days = batch["order_day"].distinct()
    first = days.first() == batch.first_day
    return (days.counts - first).astype(np.float64)
