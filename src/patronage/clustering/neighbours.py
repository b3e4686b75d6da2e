"""Place rows by the vote of the training rows nearest to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import KDTree

from patronage.clustering.placement import Placement

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Place by the majority of the `votes` nearest rows; of equals the lowest label.

    The rows are distinct, and each votes for all customers who are there, `counts`: so
    nobody is placed by a twin, and repeating every customer changes nothing. `margin`
    is the majority's lead over the next label, as a share of the customers who vote.
    """

    rows: FloatArray
    counts: IntArray
    labels: IntArray
    votes: int = 5

    def place(self, matrix: FloatArray) -> Placement:
        """Return the cluster of each row."""
        _, found = nearest_rows(self.rows, matrix, self.votes)
        return self._count(found)

    def leave_one_out(self) -> Placement:
        """Place each of the rows by the others."""
        _, found = nearest_others(self.rows, self.votes)
        return self._count(found)

    def _count(self, found: IntArray) -> Placement:
        ballots, weights = self.labels[found], self.counts[found]
        labels = range(self.labels.max() + 1)
        counts = np.column_stack(
            [(weights * (ballots == label)).sum(axis=1) for label in labels]
        )
        ordered = np.sort(np.pad(counts, ((0, 0), (1, 0))), axis=1)
        lead = ordered[:, -1] - ordered[:, -2]
        return Placement(
            label=counts.argmax(axis=1),
            margin=lead / np.maximum(weights.sum(axis=1), 1),
            probability=np.full(len(found), np.nan),
        )


def nearest_rows(
    rows: FloatArray, matrix: FloatArray, count: int
) -> tuple[FloatArray, IntArray]:
    """Return distances to, and places of, the `count` nearest rows, ascending.

    Where there are not as many rows, all of them.
    """
    count = min(count, len(rows))
    distances, places = KDTree(rows).query(matrix, k=[*range(1, count + 1)])
    return distances, places.astype(np.int64)


def nearest_others(rows: FloatArray, count: int) -> tuple[FloatArray, IntArray]:
    """Return the same for the rows themselves, each left out of its own."""
    distances, places = nearest_rows(rows, rows, count + 1)
    is_self = places == np.arange(len(rows))[:, None]
    # Among many equal rows a row may not be its own nearest: then the last is left out.
    is_self[~is_self.any(axis=1), -1] = True
    shape = (len(rows), places.shape[1] - 1)
    return distances[~is_self].reshape(shape), places[~is_self].reshape(shape)
