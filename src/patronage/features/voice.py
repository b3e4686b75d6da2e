"""What a customer says or does beside buying: answers, recommends, complains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.features.marks import count

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]


def engagement(batch: CustomerBatch, redemption: str) -> Values:
    """Events that answer a campaign, and the campaigns received."""
    return {
        "redemptions": _events(batch, redemption),
        "campaigns": batch.contacts["kind"].counts.astype(np.float64),
    }


def advocacy(batch: CustomerBatch, referral: str) -> Values:
    """Others whom the customer brought."""
    return {"referrals": _events(batch, referral)}


def complaints(batch: CustomerBatch, complaint: str) -> Values:
    """Complaints by whether they were resolved by as_of.

    Where a source does not say so, none is. A resolved one is voice, which neither
    speaks for a customer's attachment nor against it (Hirschman 1970).
    """
    kind = batch.feedback["kind"]
    said = kind.values == batch.code("feedback.kind", complaint)
    resolved = said & _resolved(batch)
    return {
        "unresolved_complaints": count(kind.like(said & ~resolved)),
        "resolved_complaints": count(kind.like(resolved)),
    }


def _events(batch: CustomerBatch, kind: str) -> FloatArray:
    kinds = batch.events["kind"]
    return count(kinds.apply(np.equal, batch.code("events.kind", kind)))


def _resolved(batch: CustomerBatch) -> np.ndarray:
    if "resolved_day" not in batch.feedback:
        return np.zeros(len(batch.feedback["kind"].values), dtype=bool)
    day = batch.feedback["resolved_day"].values
    return (day > 0) & (day <= batch.as_of)
