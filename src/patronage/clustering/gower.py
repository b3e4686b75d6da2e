"""How unlike two customers are, over the columns that both have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial.distance import cdist

from patronage.clustering.placement import Placement, nearest

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def gower(matrix: FloatArray, others: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the mean difference over the columns present in both (Gower 1971).

    The columns bear their weights already, the differences being within `weights`:
    numbers over their range, categories as one-hot columns of half their weight each.
    NaN is absent. Two rows without a common column are 1 apart.
    """
    shape = len(matrix), len(others)
    return _mean(matrix, others, weights, (np.zeros(shape), np.zeros(shape)))


def pairwise_gower(matrix: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the same among all rows of a matrix, up to rounding but much faster."""
    gaps = np.isnan(matrix).any(axis=0)
    whole, rest = matrix[:, ~gaps], matrix[:, gaps]
    total = cdist(whole, whole, "cityblock")
    return _mean(
        rest, rest, weights[gaps], (total, np.full_like(total, weights[~gaps].sum()))
    )


def _mean(
    matrix: FloatArray,
    others: FloatArray,
    weights: FloatArray,
    sums: tuple[FloatArray, FloatArray],
) -> FloatArray:
    """Add the columns to the sums of differences and of weights, and divide."""
    total, shared = sums
    for column, other, weight in zip(matrix.T, others.T, weights, strict=True):
        apart = np.subtract.outer(column, other)
        np.abs(apart, out=apart)
        absent = np.isnan(apart)
        apart[absent] = 0.0
        total += apart
        shared += np.where(absent, 0.0, weight)
    return np.divide(total, shared, out=np.ones_like(total), where=shared > 0)


@dataclass(frozen=True, kw_only=True)
class NearestMedoid:
    """Place by the nearest medoid, by Gower's distance."""

    medoids: FloatArray
    weights: FloatArray

    def place(self, matrix: FloatArray) -> Placement:
        """Return the cluster of each row."""
        return nearest(self.apart(matrix))

    def apart(self, matrix: FloatArray) -> FloatArray:
        """Return the distance of each row to each medoid."""
        return gower(matrix, self.medoids, self.weights)
