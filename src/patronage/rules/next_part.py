"""Which part of a ranking a customer would reach first, and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.segments import UNASSIGNED, Beside

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def next_part(ranks: FloatArray, cuts: FloatArray) -> Beside:
    """Return the part beyond the nearest cut of ranks from 0 to 1, and how far it is.

    `cuts` (k,), or (n, k) for cuts of each one's own, fall; a part begins at its cut,
    part 0 at the first. Parts that equal cuts have emptied, and those beyond 0 and 1,
    are nobody's next. Of two cuts that are equally near the upper one counts.
    """
    own, rank = np.broadcast_to(cuts, (len(ranks), cuts.shape[-1])), ranks[:, None]
    above = np.where((own > rank) & (own <= 1), own, np.inf).min(1, initial=np.inf)
    below = np.where((own <= rank) & (own > 0), own, -np.inf).max(1, initial=-np.inf)
    up, down = above - ranks, ranks - below
    higher, lower = (own > above[:, None]).sum(1), (own >= below[:, None]).sum(1)
    distance = np.minimum(up, down)
    found = np.isfinite(distance)
    return Beside(
        segment=np.where(found, np.where(up <= down, higher, lower), UNASSIGNED),
        distance=np.where(found, distance, np.nan),
    )
