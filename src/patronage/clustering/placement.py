"""Put rows into frozen clusters, each row by itself.

Element by element and column by column, without matrix products: these give the last
bits by the size of the batch, and a customer scored alone must get what the batch gets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, IntArray

NOISE = -1
BLOCK = 65_536


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A cluster for each row, and how surely it is that one.

    `label` is -1 for a row that belongs to none. `margin` is 0 on the border between
    two clusters and 1 where there is no doubt; `probability` is NaN where the clusters
    have none. Both are NaN for a row of no cluster.
    """

    label: IntArray
    margin: FloatArray
    probability: FloatArray


def in_full(found: Placement, asked: NDArray[np.bool_]) -> Placement:
    """Return a placement of all rows, where only those `asked` for were placed."""
    label = np.full(len(asked), NOISE)
    margin, probability = np.full((2, len(asked)), np.nan)
    label[asked], margin[asked] = found.label, found.margin
    probability[asked] = found.probability
    return Placement(label=label, margin=margin, probability=probability)


class Placer(Protocol):
    """What a fitted clusterer leaves behind to place rows by: numbers only."""

    def place(self, matrix: FloatArray) -> Placement:
        """Return the cluster of each row."""


def in_blocks(placer: Placer, matrix: FloatArray) -> Placement:
    """Place rows a block at a time, so that millions need no more memory at once."""
    starts = range(0, max(len(matrix), 1), BLOCK)
    parts = [placer.place(matrix[start : start + BLOCK]) for start in starts]
    return Placement(
        label=np.concatenate([part.label for part in parts]),
        margin=np.concatenate([part.margin for part in parts]),
        probability=np.concatenate([part.probability for part in parts]),
    )


@dataclass(frozen=True, kw_only=True)
class NearestCentroid:
    """Place by the nearest centroid; margin = 1 - nearest / second-nearest distance."""

    centroids: FloatArray

    def place(self, matrix: FloatArray) -> Placement:
        """Return the cluster of each row."""
        return nearest(self.apart(matrix))

    def apart(self, matrix: FloatArray) -> FloatArray:
        """Return the distance of each row to each centroid."""
        distances: FloatArray = np.sqrt(squared_distances(matrix, self.centroids))
        return distances


def nearest(distances: FloatArray) -> Placement:
    """Choose the nearest of the clusters, given each row's distances to them."""
    label = distances.argmin(axis=1) if len(distances) else np.empty(0, np.int64)
    first, second = two_smallest(distances)
    ratio = np.divide(first, second, out=np.ones_like(second), where=second > 0)
    unknown = np.full(len(distances), np.nan)
    return Placement(label=label, margin=1.0 - ratio, probability=unknown)


def squared_distances(matrix: FloatArray, centroids: FloatArray) -> FloatArray:
    """Return squared Euclidean distances, a row per row, a column per centroid."""
    total = np.zeros((len(matrix), len(centroids)))
    for column, centre in zip(matrix.T, centroids.T, strict=True):
        total += (column[:, None] - centre) ** 2
    return total


def two_smallest(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the smallest and second-smallest of each row; infinity for lack of one."""
    if values.shape[1] == 1:
        return values[:, 0], np.full(len(values), np.inf)
    ordered = np.partition(values, 1, axis=1)
    return ordered[:, 0], ordered[:, 1]
