"""Clusters of one half of the rows carried over to the other half."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from patronage.agreement import Counts, contingency
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Fit = Callable[["FloatArray", int], tuple["IntArray", "FloatArray"]]


def transfers(
    rows: FloatArray, k: int, fit: Fit, rng: np.random.Generator
) -> Iterator[Counts | None]:
    """Split the rows in random halves; count each half by its clusters and the other's.

    For each of the halves a table (k, k): its own clusters by the other half's, given
    by the nearest centroid. `fit(matrix, k)` returns labels and centroids; where it
    finds too few distinct rows there is no table.
    """
    order = rng.permutation(len(rows))
    halves = [rows[order[: len(rows) // 2]], rows[order[len(rows) // 2 :]]]
    try:
        fits = [fit(half, k) for half in halves]
    except QualityError:
        yield from (None, None)
        return
    for half, (own, _), (_, centroids) in zip(halves, fits, fits[::-1], strict=True):
        yield contingency(own, nearest(half, centroids), (k, k))


def nearest(rows: FloatArray, centroids: FloatArray) -> IntArray:
    """Return the centroid next to each row."""
    squared = (centroids**2).sum(axis=1) - 2 * rows @ centroids.T
    found: IntArray = squared.argmin(axis=1)
    return found
