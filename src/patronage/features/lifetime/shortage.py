"""Whether there is enough to fit a lifetime model to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray

CUSTOMERS = 500
REPEATERS = 100
GAPS = 3


def shortage(x: FloatArray, t_x: FloatArray, T: FloatArray) -> str:
    """Say what the histories lack; "" if nothing."""
    repeated = x > 0
    if len(x) < CUSTOMERS:
        return f"it needs {CUSTOMERS} customers; got {len(x):,}"
    if repeated.sum() < REPEATERS:
        return f"it needs {REPEATERS} who bought again; got {int(repeated.sum()):,}"
    gap = float(np.median(t_x[repeated] / x[repeated]))
    if T.max() < GAPS * gap:
        return (
            f"it needs a history of {GAPS} usual gaps of {gap:.0f} days; "
            f"got {T.max():.0f} days"
        )
    return ""
