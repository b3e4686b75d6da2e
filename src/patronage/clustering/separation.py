"""How well clusters stand apart, by distances to their centres."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial.distance import cdist

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

BLOCK = 65_536


def separation(
    rows: FloatArray, labels: IntArray, centroids: FloatArray
) -> dict[str, float]:
    """Return four measures that cost one pass over rows and centroids.

    `calinski_harabasz` (1974) and `davies_bouldin` (1979) are about the means of the
    clusters, whatever the centroids are, as in scikit-learn;
    `simplified_silhouette` (Vendramin, Campello & Hruschka 2010) has the distance to
    the own and to the nearest other centroid in place of mean distances to rows;
    `inertia` is the sum of squared distances to the own centroid. Rows labelled -1 and
    centroids without rows are left out. With fewer than two clusters, or as many as
    rows, the first three are not defined: NaN.
    """
    kept = labels >= 0
    used, own = np.unique(labels[kept], return_inverse=True)
    rows = np.asarray(rows[kept], dtype=np.float64)
    simplified, inertia = _to_centroids(rows, own, centroids[used])
    if not 2 <= len(used) < len(rows):
        undefined = ("calinski_harabasz", "davies_bouldin", "simplified_silhouette")
        return {**dict.fromkeys(undefined, float("nan")), "inertia": inertia}
    sizes = np.bincount(own)
    means = _means(rows, own, sizes)
    to_mean = np.concatenate(
        [_lengths(rows[at] - means[own[at]]) for at in _blocks(len(rows))]
    )
    return {
        "calinski_harabasz": _calinski_harabasz(rows, to_mean, means, sizes),
        "davies_bouldin": _davies_bouldin(
            np.bincount(own, weights=to_mean) / sizes, means
        ),
        "simplified_silhouette": simplified,
        "inertia": inertia,
    }


def _to_centroids(
    rows: FloatArray, own: IntArray, centroids: FloatArray
) -> tuple[float, float]:
    """Return the mean simplified silhouette and the inertia."""
    total, inertia = 0.0, 0.0
    for at in _blocks(len(rows)):
        distances = cdist(rows[at], centroids)
        each = np.arange(len(distances))
        a = distances[each, own[at]]
        distances[each, own[at]] = np.inf
        b = distances.min(axis=1)
        larger = np.maximum(a, b)
        defined = (larger > 0) & (larger < np.inf)
        widths = np.divide(b - a, larger, out=np.zeros(len(a)), where=defined)
        total += widths.sum()
        inertia += float(a @ a)
    return float(total) / max(len(rows), 1), inertia


def _means(rows: FloatArray, own: IntArray, sizes: IntArray) -> FloatArray:
    sums = [np.bincount(own, weights=column) for column in rows.T]
    return np.column_stack(sums) / sizes[:, None]


def _calinski_harabasz(
    rows: FloatArray, to_mean: FloatArray, means: FloatArray, sizes: IntArray
) -> float:
    """Between over within, per degree of freedom; 1 where nothing varies within."""
    within = float(to_mean @ to_mean)
    between = float(sizes @ _lengths(means - rows.mean(axis=0)) ** 2)
    freedom = (len(rows) - len(sizes)) / (len(sizes) - 1)
    return 1.0 if within == 0 else between / within * freedom


def _davies_bouldin(spread: FloatArray, means: FloatArray) -> float:
    """Mean over clusters of the worst ratio of spreads to distance."""
    apart = cdist(means, means)
    if np.allclose(spread, 0) or np.allclose(apart, 0):
        return 0.0
    apart[apart == 0] = np.inf
    return float(((spread[:, None] + spread) / apart).max(axis=1).mean())


def _lengths(vectors: FloatArray) -> FloatArray:
    lengths: FloatArray = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return lengths


def _blocks(n: int) -> Iterator[slice]:
    return (slice(start, start + BLOCK) for start in range(0, n, BLOCK))
