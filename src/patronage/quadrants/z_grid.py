"""Look scores of many positive numbers up at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.segments import FloatArray

# The upper bits of a float are its exponent and the beginning of its mantissa: they
# number cells that are 0.1 % wide wherever the number lies.
SHIFT = 13
FIRST, LAST = np.array([2.0**-30, 2.0**30], np.float32).view(np.int32) >> SHIFT


def z_grid(scores: Callable[[FloatArray], FloatArray]) -> Draws:
    """Tabulate a score of positive numbers in the middle of each cell."""
    lower = np.arange(FIRST, LAST + 1, dtype=np.int32) << SHIFT
    middle = (lower + (1 << (SHIFT - 1))).view(np.float32)
    return scores(middle.astype(np.float64)).astype(np.float32)


def look_up(grid: Draws, numbers: Draws) -> Draws:
    """Return the score of each number's cell; 0 and infinity get those of the ends."""
    cells = (numbers.view(np.int32) >> SHIFT) - FIRST
    return grid.take(cells, mode="clip")
