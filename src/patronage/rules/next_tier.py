"""Which tier a value would reach first, and by how much it is missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.segments import UNASSIGNED, Beside

if TYPE_CHECKING:
    from patronage.rules.edges import Edges
    from patronage.segments import FloatArray


def next_tier(edges: Edges | None, tiers: Sequence[int], values: FloatArray) -> Beside:
    """Return the tier beyond the nearest edge, and how far it is in the value's unit.

    `tiers` are the numbers of those between the edges. Of two edges that are equally
    near the upper one counts. Without an edge, and for NaN, nothing is next.
    """
    if edges is None:
        unknown = np.full(len(values), np.nan)
        return Beside(segment=np.full(len(values), UNASSIGNED), distance=unknown)
    bounds = np.concatenate(([np.inf], edges.values, [-np.inf]))
    place = edges.place(values)
    up, down = bounds[place] - values, values - bounds[place + 1]
    beyond = np.asarray(tiers)[
        np.where(up <= down, place - 1, (place + 1) % len(tiers))
    ]
    return Beside(
        segment=np.where(place == UNASSIGNED, UNASSIGNED, beyond),
        distance=np.where(place == UNASSIGNED, np.nan, np.minimum(up, down)),
    )
