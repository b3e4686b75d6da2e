"""How many scores a customer is from another group of recency, frequency and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.rfm_groups import N_NAMED_SCORES, Grid, rfm_group
from patronage.rules.rfm_words import CELLS
from patronage.segments import UNASSIGNED, Beside

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


def next_group(scores: FloatArray, grid: Grid) -> Beside:
    """Return the group in the fewest steps, each one score up or down; NaN has none.

    `scores` (n, 3) are of recency, frequency and money. Of groups that are equally near
    the better one counts.
    """
    group, steps = _nearest(grid)
    known = ~np.isnan(scores).any(axis=1)
    segment = np.full(len(scores), UNASSIGNED)
    distance = np.full(len(scores), np.nan)
    r, f, m = scores[known].astype(np.int64).T - 1
    cell = (r * N_NAMED_SCORES + f) * N_NAMED_SCORES + m
    segment[known], distance[known] = group[cell], steps[cell]
    return Beside(segment=segment, distance=distance)


def _nearest(grid: Grid) -> tuple[IntArray, FloatArray]:
    """Of each cell the nearest other group, and the steps to it."""
    own = rfm_group(*CELLS.T, grid=grid)
    order = np.argsort(own, kind="stable")
    steps = np.abs(CELLS[:, None] - CELLS[order]).sum(2).astype(np.float64)
    steps[own[:, None] == own[order]] = np.inf
    least, first = steps.min(1), steps.argmin(1)
    alone = np.isinf(least)
    group = np.where(alone, UNASSIGNED, own[order][first])
    return group, np.where(alone, np.nan, least)
