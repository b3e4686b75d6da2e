"""Months in which a customer could not buy, since its licence was suspended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.batch import CustomerBatch
    from patronage.features.months import Month


def tells_suspensions(batch: CustomerBatch, kind: str) -> bool:
    """Whether the source has events of this kind, and values of events: the lengths."""
    return "value" in batch.events and batch.code("events.kind", kind) >= 0


def is_suspended(batch: CustomerBatch, kind: str, month: Month) -> NDArray[np.bool_]:
    """Mark the customers with a suspended day in the month.

    An event of the kind suspends as many days as its value says, its own the first.
    """
    if not tells_suspensions(batch, kind):
        return np.zeros(len(batch), np.bool_)
    events = batch.history.events
    start = events["at_day"]
    of_kind = events["kind"].values == batch.code("events.kind", kind)
    length = events["value"].values
    begun = of_kind & (length > 0) & (start.values <= month.last)
    touches = begun & (start.values + length > month.first)
    return start.like(touches).sum() > 0
