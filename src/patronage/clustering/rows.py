"""Rows of a matrix without regard to their order or their repetition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    return np.lexsort(matrix.T[::-1])


def distinct_rows(matrix: FloatArray) -> Rows:
    """Sort the rows and take each once."""
    order = sorted_rows(matrix)
    ordered = matrix[order]
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    inverse = np.empty(len(ordered), dtype=np.int64)
    inverse[order] = np.cumsum(is_first) - 1
    counts = np.bincount(inverse)
    return Rows(values=ordered[is_first], counts=counts, inverse=inverse)
