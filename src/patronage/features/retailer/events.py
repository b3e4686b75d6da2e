"""Events of a kind, and what is written beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patronage.batch import CustomerBatch
    from patronage.ragged import Ragged


def tells(batch: CustomerBatch, *kinds: str) -> bool:
    """Whether the source knows events of any of these kinds."""
    known = any(batch.code("events.kind", kind) >= 0 for kind in kinds)
    return batch.has("events") and known


def of_kind(batch: CustomerBatch, kind: str) -> Mapping[str, Ragged]:
    """Return a batch's events of a kind: `at_day`, `value` and `severity`.

    A value or severity that is not given is 0.
    """
    events = batch.events
    mark = events["kind"].values == batch.code("events.kind", kind)
    return {n: events[n].where(mark) for n in ("at_day", "value", "severity")}
