"""Starting centres for many restarts of k-means at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

    Float32 = NDArray[np.float32]


def kmeans_seeds(
    rows: Float32,
    weights: Float32,
    *,
    n_clusters: int,
    n_init: int,
    rng: np.random.RandomState,
) -> Float32:
    """Return `n_init` sets of centres, (n_init, n_clusters, p), by greedy k-means++.

    The rule of scikit-learn: each further centre is the best of 2 + ln k candidates
    drawn in proportion to weight times squared distance (Arthur & Vassilvitskii 2007).
    The restarts share one matrix product a step, so that 16 cost little more than one.
    """
    trials = 2 + int(np.log(n_clusters))
    first = _drawn(weights[None, :], rng.random_sample((1, n_init)))[0]
    chosen = [first]
    nearest = _squared_distances(rows, first)
    for _ in range(1, n_clusters):
        candidates = _drawn(nearest * weights, rng.random_sample((n_init, trials)))
        reached = _squared_distances(rows, candidates.ravel())
        reached = reached.reshape(n_init, trials, -1)
        np.minimum(reached, nearest[:, None], out=reached)
        best = np.arange(n_init), (reached @ weights).argmin(axis=1)
        nearest = reached[best]
        chosen.append(candidates[best])
    return rows[np.column_stack(chosen)]


def _drawn(chances: Float32, uniform: FloatArray) -> NDArray[np.int64]:
    """Draw columns in proportion to `chances`, for each row of `uniform`."""
    ends = np.cumsum(chances, axis=1, dtype=np.float64)
    places = uniform * ends[:, -1:]
    pairs = zip(ends, places, strict=True)
    found = np.array([np.searchsorted(*pair, side="right") for pair in pairs])
    return found.clip(max=chances.shape[1] - 1)


def _squared_distances(rows: Float32, places: NDArray[np.int64]) -> Float32:
    squares = np.einsum("ij,ij->i", rows, rows)
    distances = rows[places] @ rows.T
    distances *= -2
    distances += squares
    distances += squares[places, None]
    return np.maximum(distances, 0, out=distances)
