"""Look scores of many positive numbers up at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.quadrants.rank_normal import RankNormal

# The upper bits of a float are its exponent and the beginning of its mantissa: they
# number cells that are 0.1 % wide wherever the number lies.
SHIFT = 13


@dataclass(frozen=True)
class ZGrid:
    """A score per cell, from the cell `first` on."""

    first: np.int32
    scores: Draws

    def look_up(self, numbers: Any) -> Draws:
        """Return the score of each number's cell; beyond the ends, that of the end."""
        return self.scores.take(_cells(numbers) - self.first, mode="clip")


def z_grid(ranks: RankNormal) -> ZGrid:
    """Tabulate the scores of positive numbers: who share a cell are tied."""
    first, last = _cells(ranks.points_[[0, -1]])
    lower = np.arange(first + 1, last + 1, dtype=np.int32) << SHIFT
    edges = lower.view(np.float32).astype(np.float64)
    return ZGrid(first, ranks.between(edges).astype(np.float32))


def _cells(numbers: Any) -> NDArray[np.int32]:
    return np.ascontiguousarray(numbers, np.float32).view(np.int32) >> SHIFT
