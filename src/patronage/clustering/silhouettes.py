"""How much nearer each row is to its own cluster than to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

TILE = 512


@dataclass(frozen=True, kw_only=True)
class Silhouette:
    """The mean over the rows, its standard error, and the mean of each cluster.

    NaN where fewer than two clusters have rows; in `by_cluster`, which has a place
    for every label from 0, also for a cluster without rows.
    """

    mean: float
    se: float
    by_cluster: FloatArray


def silhouettes(rows: Any, labelings: Sequence[IntArray]) -> list[Silhouette]:
    """Return the silhouette of each labeling of the same rows.

    Rousseeuw (1987), with Euclidean distances: (b - a) / max(a, b), where a is the mean
    distance to the other rows of the cluster and b to those of the nearest other one;
    0 for a cluster of one row. Rows labelled -1 are left out. All labelings share one
    pass over the distances, a tile at a time; these are taken in the dtype of `rows`
    (float32 or float64, of shape (m, p)) and summed over the tiles in float64.
    """
    labels = [np.asarray(one, dtype=np.int64) for one in labelings]
    widths = [int(one.max(initial=-1)) + 1 for one in labels]
    sums = _distance_sums(rows, _memberships(labels, widths, rows.dtype))
    parts = np.split(sums, np.cumsum(widths)[:-1], axis=1) if labels else []
    return [_silhouette(part, one) for part, one in zip(parts, labels, strict=True)]


def half_precision(rows: FloatArray) -> Any:
    """Return the rows about their mean in float32, at most 1 in size.

    To be measured in half the time. Centred first, an offset costs no digits; scaled by
    a power of two, neither do large units.
    """
    centred = rows - rows.mean(axis=0)
    _, exponent = np.frexp(np.abs(centred).max(initial=0.0))
    return np.ldexp(centred, -exponent).astype(np.float32)


def _memberships(labels: list[IntArray], widths: list[int], dtype: Any) -> Any:
    """A column of zeros and ones for each cluster of each labeling."""
    columns = [
        one[:, None] == np.arange(width)
        for one, width in zip(labels, widths, strict=True)
    ]
    return np.hstack(columns).astype(dtype) if columns else np.empty((0, 0), dtype)


def _distance_sums(rows: Any, members: Any) -> FloatArray:
    """Sum the distances from each row to the members of each cluster.

    Each pair of tiles is measured once and serves both its sides.
    """
    centred = rows - rows.mean(axis=0)
    sums = np.zeros(members.shape)
    starts = [slice(at, at + TILE) for at in range(0, len(members), TILE)]
    for i, here in enumerate(starts):
        for there in starts[: i + 1]:
            distances = _distances(centred[here], centred[there])
            if here is there:
                np.fill_diagonal(distances, 0)
            else:
                sums[there] += distances.T @ members[here]
            sums[here] += distances @ members[there]
    return sums


def _distances(a: Any, b: Any) -> Any:
    squared = a @ (-2 * b.T)
    squared += np.einsum("ij,ij->i", a, a)[:, None]
    squared += np.einsum("ij,ij->i", b, b)
    return np.sqrt(np.maximum(squared, 0, out=squared), out=squared)


def _silhouette(sums: FloatArray, labels: IntArray) -> Silhouette:
    sizes = np.bincount(labels[labels >= 0], minlength=sums.shape[1])
    if np.count_nonzero(sizes) < 2:
        nothing = np.full(len(sizes), np.nan)
        return Silhouette(mean=np.nan, se=np.nan, by_cluster=nothing)
    kept = labels >= 0
    values = _widths(sums[kept], labels[kept], sizes)
    totals = np.bincount(labels[kept], weights=values, minlength=len(sizes))
    return Silhouette(
        mean=float(values.mean()),
        se=float(values.std(ddof=1) / np.sqrt(len(values))),
        by_cluster=np.divide(
            totals, sizes, out=np.full(len(sizes), np.nan), where=sizes > 0
        ),
    )


def _widths(sums: FloatArray, labels: IntArray, sizes: IntArray) -> FloatArray:
    each = np.arange(len(labels))
    own = sums[each, labels] / np.maximum(sizes[labels] - 1, 1)
    others = np.divide(sums, sizes, out=np.full(sums.shape, np.inf), where=sizes > 0)
    others[each, labels] = np.inf
    nearest = others.min(axis=1)
    larger = np.maximum(own, nearest)
    defined = (larger > 0) & (sizes[labels] > 1)
    return np.divide(nearest - own, larger, out=np.zeros(len(own)), where=defined)
