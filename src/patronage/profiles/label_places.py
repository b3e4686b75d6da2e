"""Where marks and labels go that would else lie on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import isotonic_regression

if TYPE_CHECKING:
    from patronage.segments import FloatArray

ROUNDS = 200
TINY = 1e-9


def stacked(
    wanted: FloatArray, sizes: FloatArray, *, low: float, high: float
) -> FloatArray:
    """Place labels of some sizes along a line, in order, as near as can be to `wanted`.

    The sum of squared distances is least among all places without overlap (isotonic
    regression; Dwyer, Marriott & Stuckey 2006, section 2). They stay between `low` and
    `high` if there is room for all.
    """
    if len(wanted) == 0:
        return wanted
    offsets = np.concatenate([[0.0], np.cumsum((sizes[:-1] + sizes[1:]) / 2)])
    found = isotonic_regression(wanted - offsets).x
    last = high - sizes[-1] / 2 - offsets[-1]
    placed: FloatArray = found.clip(low + sizes[0] / 2, None).clip(None, last) + offsets
    return placed


def apart(points: FloatArray, gap: float) -> FloatArray:
    """Move points until any two are `gap` apart, each pair the same way.

    Points on the same spot move along a circle, by their number.
    """
    turn = np.arange(len(points)) * 2.4
    moved = points + TINY * np.column_stack([np.cos(turn), np.sin(turn)])
    for _ in range(ROUNDS):
        between = moved[:, None, :] - moved
        distance = np.sqrt((between**2).sum(2)) + np.eye(len(points)) * gap
        missing = (gap - distance).clip(0.0) / 2
        if missing.max(initial=0.0) < gap / 1000:
            break
        moved = moved + (between * (missing / distance)[..., None]).sum(1)
    return moved
