"""Where customers are whose axes cannot be measured."""

from __future__ import annotations

import numpy as np

from patronage.segments import UNASSIGNED, Membership


def nowhere(n: int) -> Membership:
    """Return `n` customers in no quadrant, and why."""
    nothing = np.full(n, np.nan)
    return Membership(
        segment=np.full(n, UNASSIGNED),
        status=np.full(n, "not_measurable"),
        probability=nothing,
        margin=nothing,
    )
