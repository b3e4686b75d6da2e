"""Put rows into frozen clusters, each row by itself.

Element by element and column by column, without matrix products: these give the last
bits by the size of the batch, and a customer scored alone must get what the batch gets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A cluster for each row, and how surely it is that one.

    `margin` is 0 on the border between two clusters and 1 where there is no doubt;
    `probability` is NaN where the clusters have none.
    """

    label: IntArray
    margin: FloatArray
    probability: FloatArray


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """Normal components: `precision_roots` are Cholesky factors (k, p, p)."""

    log_weights: FloatArray
    means: FloatArray
    precision_roots: FloatArray


def by_centroid(matrix: FloatArray, centroids: FloatArray) -> Placement:
    """Choose the nearest centroid; margin = 1 - nearest / second-nearest distance."""
    distances = np.sqrt(_squared_distances(matrix, centroids))
    label = distances.argmin(axis=1) if len(matrix) else np.empty(0, np.int64)
    nearest, second = _two_smallest(distances)
    ratio = np.divide(nearest, second, out=np.ones_like(second), where=second > 0)
    unknown = np.full(len(matrix), np.nan)
    return Placement(label=label, margin=1.0 - ratio, probability=unknown)


def by_mixture(matrix: FloatArray, mixture: Mixture) -> Placement:
    """Choose the most probable component; margin = lead over the second's."""
    posterior = _posterior(matrix, mixture)
    label = posterior.argmax(axis=1) if len(matrix) else np.empty(0, np.int64)
    worst, second = _two_smallest(-posterior)
    return Placement(
        label=label, margin=np.minimum(second - worst, 1), probability=-worst
    )


def _squared_distances(matrix: FloatArray, centroids: FloatArray) -> FloatArray:
    total = np.zeros((len(matrix), len(centroids)))
    for column, centre in zip(matrix.T, centroids.T, strict=True):
        total += (column[:, None] - centre) ** 2
    return total


def _two_smallest(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    if values.shape[1] == 1:
        return values[:, 0], np.full(len(values), np.inf)
    ordered = np.sort(values, axis=1)
    return ordered[:, 0], ordered[:, 1]


def _posterior(matrix: FloatArray, mixture: Mixture) -> FloatArray:
    parts = zip(
        mixture.log_weights, mixture.means, mixture.precision_roots, strict=True
    )
    log_density = np.column_stack([_log_density(matrix, *part) for part in parts])
    shares = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    total = np.zeros(len(matrix))
    for share in shares.T:
        total += share
    return shares / total[:, None]


def _log_density(
    matrix: FloatArray, log_weight: float, mean: FloatArray, root: FloatArray
) -> FloatArray:
    density = np.full(len(matrix), log_weight + np.log(np.diag(root)).sum())
    for across in root.T:
        turned = np.zeros(len(matrix))
        for column, centre, weight in zip(matrix.T, mean, across, strict=True):
            turned += (column - centre) * weight
        density -= turned**2 / 2
    return density
