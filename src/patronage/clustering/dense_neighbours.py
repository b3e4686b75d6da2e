"""Place rows by dense clusters, and say which belong to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.clustering.neighbours import nearest_others, nearest_rows
from patronage.clustering.placement import NOISE, Placement

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class DenseNeighbours:
    """Place by the nearest member of a cluster within that cluster's reach.

    Nearest by mutual reachability (Campello, Moulavi & Sander 2013): the largest of
    the distance and of both rows' `core` distances, those to their `min_samples`-th
    neighbour. `reach` is, for each cluster, the farthest that one of its members is
    from the next; beyond it a row is noise. `margin` is the share of the reach left.

    A newcomer's core distance is the one that it would have among the fitted rows,
    itself the first of its neighbours; theirs stay what they were without it. A row at
    no distance from a fitted one is taken for that one. Members are looked for among
    the `2 * min_samples` nearest rows.

    `rows` are all that were fitted, noise included, which density is measured by.
    """

    rows: FloatArray
    labels: IntArray
    core: FloatArray
    reach: FloatArray
    min_samples: int

    @classmethod
    def learn(cls, rows: FloatArray, labels: IntArray, min_samples: int) -> Self:
        """Measure the density around the rows, and the reach of the clusters."""
        distances, _ = nearest_rows(rows, rows, min_samples)
        core = distances[:, -1]
        others, places = nearest_others(rows, 2 * min_samples)
        gap, label = _nearest_member(others, core, core[places], labels[places])
        found = np.isfinite(gap) & (label == labels)
        reach = np.zeros(labels.max(initial=0) + 1)
        np.maximum.at(reach, labels[found], gap[found])
        return cls(
            rows=rows, labels=labels, core=core, reach=reach, min_samples=min_samples
        )

    def place(self, matrix: FloatArray) -> Placement:
        """Return the cluster of each row, -1 for noise."""
        distances, places = nearest_rows(self.rows, matrix, 2 * self.min_samples)
        return self._within_reach(distances, places, self.core_of(distances))

    def leave_one_out(self) -> Placement:
        """Place each of the rows by the others."""
        distances, places = nearest_others(self.rows, 2 * self.min_samples)
        return self._within_reach(distances, places, self.core)

    def core_of(self, distances: FloatArray) -> FloatArray:
        """Return core distances; `distances` are those to the nearest fitted rows."""
        with_self = np.insert(distances, 0, 0.0, axis=1)
        counted = np.where(distances[:, :1] > 0, with_self[:, :-1], distances)
        core: FloatArray = counted[:, min(self.min_samples, counted.shape[1]) - 1]
        return core

    def _within_reach(
        self, distances: FloatArray, places: IntArray, core: FloatArray
    ) -> Placement:
        gap, label = _nearest_member(
            distances, core, self.core[places], self.labels[places]
        )
        reach = self.reach[label]
        label = np.where(gap <= reach, label, NOISE)
        room = 1 - np.divide(gap, reach, out=np.zeros_like(gap), where=reach > 0)
        return Placement(
            label=label,
            margin=np.where(label == NOISE, np.nan, room),
            probability=np.full(len(distances), np.nan),
        )


def _nearest_member(
    distances: FloatArray, core: FloatArray, cores: FloatArray, labels: IntArray
) -> tuple[FloatArray, IntArray]:
    """Return the mutual reachability of the nearest member, and its cluster.

    Where all neighbours are noise: infinity, and cluster 0.
    """
    mutual = np.maximum(np.maximum(distances, cores), core[:, None])
    mutual = np.where(labels == NOISE, np.inf, mutual)
    at = np.arange(len(mutual)), mutual.argmin(axis=1)
    return mutual[at], np.maximum(labels[at], 0)
