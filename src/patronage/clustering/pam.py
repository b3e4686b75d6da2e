"""Partitioning around medoids: clusters whose centre is one of their customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

BLOCK = 512


def pam(
    distances: FloatArray, n_clusters: int, *, max_iter: int = 300
) -> tuple[IntArray, int, bool]:
    """Return the places of the medoids, ascending, the rounds, and if they sufficed.

    Kaufman & Rousseeuw (1990): medoids are added one by one (BUILD), then the one swap
    that lowers the sum of distances to the nearest medoid most is made, until there is
    none (SWAP, all swaps at once as in FastPAM1 of Schubert & Rousseeuw 2021). Nothing
    is random; of equals the first is taken. `distances` is (n, n) and symmetric.
    """
    medoids = _build(distances, n_clusters)
    for at in range(max_iter):
        gain, out, new = _best_swap(distances, medoids)
        if gain >= -1e-12 * distances[:, medoids].min(axis=1).sum():
            return np.sort(medoids), at + 1, True
        medoids[out] = new
    return np.sort(medoids), max_iter, False


def _build(distances: FloatArray, n_clusters: int) -> IntArray:
    nearest = np.full(len(distances), np.inf)
    medoids = np.empty(n_clusters, dtype=np.int64)
    for at in range(n_clusters):
        cost = np.concatenate(
            [
                np.minimum(distances[rows], nearest).sum(axis=1)
                for rows in _blocks(len(distances))
            ]
        )
        cost[medoids[:at]] = np.inf
        medoids[at] = cost.argmin()
        nearest = np.minimum(nearest, distances[medoids[at]])
    return medoids


def _best_swap(distances: FloatArray, medoids: IntArray) -> tuple[float, int, int]:
    """Return the change of the cost, the medoid to leave and the row to come."""
    to_medoids = distances[medoids]
    order = np.argsort(to_medoids, axis=0, kind="stable")
    own = order[0].copy()
    own[medoids] = np.arange(len(medoids))  # also where two medoids are equal rows
    first = np.take_along_axis(to_medoids, order[:1], axis=0)[0]
    second = np.full(len(own), np.inf)
    if len(medoids) > 1:
        second = np.take_along_axis(to_medoids, order[1:2], axis=0)[0]
    grouped = np.argsort(own, kind="stable")
    starts = np.searchsorted(own[grouped], np.arange(len(medoids)))
    change = np.concatenate(
        [
            _changes(
                distances[rows][:, grouped], first[grouped], second[grouped], starts
            )
            for rows in _blocks(len(distances))
        ]
    )
    change[medoids] = np.inf
    new, out = np.unravel_index(change.argmin(), change.shape)
    return float(change[new, out]), int(out), int(new)


def _changes(
    distances: FloatArray, first: FloatArray, second: FloatArray, starts: IntArray
) -> FloatArray:
    """Return what each candidate, a row, would change in place of each medoid."""
    nearer = np.minimum(distances - first, 0)
    bereft = np.minimum(distances, second) - first - nearer
    return nearer.sum(axis=1)[:, None] + np.add.reduceat(bereft, starts, axis=1)


def _blocks(n: int) -> list[slice]:
    return [slice(start, start + BLOCK) for start in range(0, n, BLOCK)]
