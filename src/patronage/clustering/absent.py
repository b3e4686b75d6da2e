"""Absent values in measures that need a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def at_the_mean(matrix: FloatArray) -> FloatArray:
    """Return the matrix with each NaN at the mean of its column; 0 if all are."""
    absent = np.isnan(matrix)
    if not absent.any():
        return matrix
    sums, counts = np.nansum(matrix, axis=0), (~absent).sum(axis=0)
    return np.where(absent, sums / np.maximum(counts, 1), matrix)
