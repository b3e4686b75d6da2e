"""Where tiers meet, and to which of the two a value exactly there belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from patronage.errors import ConfigError
from patronage.segments import UNASSIGNED

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Closure = Literal["upper", "lower"]
CLOSURES = ("upper", "lower")


@dataclass(frozen=True)
class Edges:
    """Falling edges between tiers, the best tier above the first.

    A value exactly at an edge belongs to the tier above it where the edge's closure
    is "upper", and to the tier below where it is "lower".

    Raises
    ------
    ConfigError
        If the edges do not fall, or an edge has no closure.
    """

    values: Sequence[float]
    closures: Sequence[Closure]

    def __post_init__(self) -> None:
        """Refuse edges that do not say where a value belongs."""
        if not len(self.values) or not np.isfinite(list(self.values)).all():
            raise ConfigError(
                f"edges should be one or more finite numbers; got {list(self.values)}."
            )
        for above, below in pairwise(self.values):
            if not above > below:
                raise ConfigError(
                    f"edges should fall strictly, the highest first; got {above:g} "
                    f"and then {below:g}."
                )
        if len(self.closures) != len(self.values):
            raise ConfigError(
                f"each of the {len(self.values)} edges needs a closure; got "
                f"{len(self.closures)}."
            )
        if unknown := [each for each in self.closures if each not in CLOSURES]:
            raise ConfigError(
                f"the closure of an edge should be 'upper' or 'lower'; got "
                f"'{unknown[0]}'."
            )

    @property
    def n_tiers(self) -> int:
        """How many tiers the edges part."""
        return len(self.values) + 1

    def place(self, x: FloatArray) -> IntArray:
        """Return the tier of each value, 0 for the best, -1 for NaN."""
        edges = np.asarray(self.values, np.float64)
        at_edge_below = np.array([each == "lower" for each in self.closures])
        column = np.asarray(x, np.float64)[:, None]
        below = (column < edges) | ((column == edges) & at_edge_below)
        missing = np.isnan(column[:, 0])
        return np.where(missing, UNASSIGNED, below.sum(1)).astype(np.int64)

    def margin(self, x: FloatArray) -> FloatArray:
        """Return the `edge_margin` of each value."""
        return edge_margin(x, np.asarray(self.values, np.float64))


def edge_margin(x: FloatArray, edges: FloatArray) -> FloatArray:
    """Distance of each value to its nearest edge, as a share of that edge.

    0.1 says that a tenth of the edge, more or less, would change the tier. NaN where
    there is no edge to be near to.
    """
    near = edges[np.isfinite(edges) & (edges != 0)]
    distance = np.abs(x[:, None] / near - 1).min(1, initial=np.inf)
    return np.where(np.isfinite(distance), distance, np.nan)
