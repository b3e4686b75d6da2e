"""Just below and just above an edge, and the wider parts beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from patronage.rules.edges import Edges
    from patronage.segments import FloatArray, IntArray

BELOW, ABOVE, FAR_BELOW, FAR_ABOVE, OUTSIDE = range(5)
REACH = 3.0


@dataclass(frozen=True, kw_only=True)
class EdgeWindows:
    """The windows of one positive edge, as distances on a log scale.

    Just below and above is nearer than `near`; the far parts end at `far`.
    """

    edge: float
    edge_is_above: bool
    near: float
    far: float

    @classmethod
    def of(cls, edges: Edges, number: int, bandwidth: float) -> Self:
        """Reach three bandwidths far, but not into the window of another edge."""
        edge, near = float(edges.values[number]), float(np.log1p(bandwidth))
        others = np.array([each for each in edges.values if each > 0 and each != edge])
        nearest = float(np.abs(np.log(others / edge)).min(initial=np.inf))
        return cls(
            edge=edge,
            edge_is_above=edges.closures[number] == "upper",
            near=near,
            far=min(REACH * near, nearest - near),
        )

    def cells(self, value: FloatArray) -> IntArray:
        """Say of each value in which window it lies."""
        positive = np.where(value > 0, value, np.nan)
        distance = np.abs(np.log(positive / self.edge))
        above = value >= self.edge if self.edge_is_above else value > self.edge
        side = np.where(above, ABOVE, BELOW)
        beside = np.where(distance < self.far, side + FAR_BELOW, OUTSIDE)
        return np.where(distance < self.near, side, beside).astype(np.int64)
