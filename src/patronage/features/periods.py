"""Months of 30 days, counted back from as_of: month 0 ends on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import Ragged

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray, IntArray

MONTH_DAYS = 30


def n_months(batch: CustomerBatch) -> int:
    """Whole months in the window."""
    return batch.window_days // MONTH_DAYS


def month(batch: CustomerBatch) -> Ragged:
    """The month of each row; rows before the last whole month are in none (-1)."""
    days = batch["order_day"]
    age = (batch.as_of - days.values.astype(np.int64)) // MONTH_DAYS
    return Ragged(np.where(age < n_months(batch), age, -1), days.offsets)


def active_months(batch: CustomerBatch) -> IntArray:
    """Months of the window with at least one purchase."""
    months = month(batch)
    return months.where(months.values >= 0).count_distinct()


def exposed_months(batch: CustomerBatch) -> FloatArray:
    """Months of the window since the first purchase, the first one included."""
    since = np.floor((batch.as_of - batch.first_day) / MONTH_DAYS) + 1
    return np.minimum(since, n_months(batch))


def exposure_months(batch: CustomerBatch) -> FloatArray:
    """Length of the window since the first purchase, in months and their parts."""
    days = np.minimum(batch.as_of - batch.first_day + 1, batch.window_days)
    return days / MONTH_DAYS


def monthly(batch: CustomerBatch, column: str) -> IntArray:
    """Sums of a ledger column, customers by months, the latest month first."""
    months, shape = month(batch), (len(batch), n_months(batch))
    inside = months.values >= 0
    cells = months.owner[inside] * shape[1] + months.values[inside]
    sums = np.zeros(shape[0] * shape[1], np.int64)
    np.add.at(sums, cells, batch[column].values[inside])
    return sums.reshape(shape)
