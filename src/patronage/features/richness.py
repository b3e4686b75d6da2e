"""How many categories a customer would show in a basket of a given size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import ratio

if TYPE_CHECKING:
    from patronage.ragged import Tally
    from patronage.segments import FloatArray


def rarefied_richness(tally: Tally, size: int) -> FloatArray:
    """Expected number of categories among `size` lines drawn (Hurlbert 1971).

    E[S_m] = sum over k of 1 - C(N - N_k, m) / C(N, m): unlike a plain count it does
    not grow with the number of purchases. NaN below `size` lines.
    """
    counts = tally.counts
    total = counts.sum()
    drawn_from = total[counts.owner]
    absent = np.ones(len(counts.values))
    for step in range(size):
        left = np.maximum(drawn_from - counts.values - step, 0)
        absent = absent * ratio(left, np.maximum(drawn_from - step, 1))
    present = np.bincount(counts.owner, weights=1 - absent, minlength=len(total))
    return np.where(total >= size, present, np.nan)
