"""Points that events tell of, by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.tally import Tally

MOST = 1 << 40


def told(batch: CustomerBatch, kind: str) -> bool:
    """Whether the source has events of this kind, and values of events: the points."""
    return "value" in batch.events and batch.code("events.kind", kind) >= 0


def points_of(batch: CustomerBatch, kind: str) -> Tally:
    """Whole points of a kind of events, by day; one without a value has none."""
    events = batch.history.events
    days, value = events["at_day"], events["value"].values
    known = np.nan_to_num(value, nan=0, posinf=0, neginf=0)
    points = np.clip(known, 0, MOST).astype(np.int64)
    chosen = (events["kind"].values == batch.code("events.kind", kind)) & (points > 0)
    return days.where(chosen).tally(np.compress(chosen, points))
