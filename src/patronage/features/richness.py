"""How many categories a customer would show in a basket of a given size."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from patronage.arithmetic import ratio, tabled

if TYPE_CHECKING:
    from patronage.segments import FloatArray
    from patronage.tally import Tally


def rarefied_richness(tally: Tally, size: int) -> FloatArray:
    """Expected number of categories among `size` lines drawn (Hurlbert 1971).

    E[S_m] = sum over k of 1 - C(N - N_k, m) / C(N, m): unlike a plain count it does
    not grow with the number of purchases. NaN below `size` lines.
    """
    counts, total = tally.counts, tally.n
    others = counts.rows.spread(total) - counts.values
    without = counts.total(tabled(math.perm, others, size))
    present = counts.counts - ratio(without, tabled(math.perm, total, size))
    return np.where(total >= size, present, np.nan)
