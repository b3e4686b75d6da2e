"""Rows of a matrix without regard to their order or their repetition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The distinct rows in ascending order, how often each occurs, and where.

    `values[inverse]` gives back the matrix.
    """

    values: FloatArray
    counts: IntArray
    inverse: IntArray


def sorted_rows(matrix: FloatArray) -> IntArray:
    """Return the order that sorts rows by their values, first column first."""
    order = np.argsort(matrix[:, 0], kind="stable")
    tied = _tied(matrix[order, 0])
    among = order[tied]  # most columns tell most rows apart at once
    order[tied] = among[np.lexsort(matrix[among].T[::-1])]
    return order


def distinct_rows(matrix: FloatArray) -> Rows:
    """Sort the rows and take each once; NaN equals NaN, and comes last."""
    order = sorted_rows(matrix)
    ordered = matrix[order]
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = _differs(ordered[1:], ordered[:-1]).any(axis=1)
    inverse = np.empty(len(ordered), dtype=np.int64)
    inverse[order] = np.cumsum(is_first) - 1
    counts = np.bincount(inverse)
    return Rows(values=ordered[is_first], counts=counts, inverse=inverse)


def spread(n: int, size: int, start: float = 0.5) -> IntArray:
    """Return `size` places out of `n`, evenly apart; all where there are not more.

    `start`, from 0 to 1 exclusive, is where in each part of the `n` its place lies.
    """
    size = min(size, n)
    return ((np.arange(size) + start) * (n / max(size, 1))).astype(np.int64)


def bounded_sample(matrix: FloatArray, size: int) -> IntArray:
    """Return the places of `size` rows that stand evenly among the sorted rows."""
    return sorted_rows(matrix)[spread(len(matrix), size)]


def cluster_means(matrix: FloatArray, labels: IntArray, counts: Any) -> FloatArray:
    """Return each cluster's mean over rows that occur `counts` times, NaN aside.

    A column of which a cluster has no value gets 0.
    """
    clusters = range(labels.max(initial=-1) + 1)
    means = [_mean(matrix[labels == c], counts[labels == c]) for c in clusters]
    return np.array(means).reshape(len(means), matrix.shape[1])


def _tied(ordered: FloatArray) -> Any:
    """Mark values that equal the one before or after; NaN equals NaN."""
    same = ~_differs(ordered[1:], ordered[:-1])
    tied = np.zeros(len(ordered), dtype=bool)
    tied[1:] = same
    tied[:-1] |= same
    return tied


def _mean(values: FloatArray, counts: Any) -> FloatArray:
    present = ~np.isnan(values)
    total = (np.where(present, values, 0.0) * counts[:, None]).sum(axis=0)
    number = (present * counts[:, None]).sum(axis=0)
    return np.divide(total, number, out=np.zeros_like(total), where=number > 0)


def _differs(these: FloatArray, those: FloatArray) -> Any:
    return (these != those) & ~(np.isnan(these) & np.isnan(those))
