"""The evidence of customers, each distinct one once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from patronage.segments import FloatArray

Columns = list["FloatArray"]


def distinct(columns: Columns) -> tuple[Columns, NDArray[np.intp]]:
    """Return the distinct rows of some columns, and which of them is whose."""
    code = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        numbers, at = np.unique(column, return_inverse=True)
        code = code * len(numbers) + at
    _, first, place = np.unique(code, return_index=True, return_inverse=True)
    return [column[first] for column in columns], place


def evenly(columns: Columns, most: int) -> Columns:
    """Return at most so many of the rows, evenly spaced in their own order."""
    order = np.lexsort(columns)
    few = min(most, len(order))
    places = ((np.arange(few) + 0.5) * len(order) / max(few, 1)).astype(np.int64)
    return [column[order[places]] for column in columns]


def evidence(top: FloatArray, below: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Fill in 0 of 1 for who could show nothing, so that his draws are numbers."""
    known = np.isfinite(top) & (below > 0)
    return np.where(known, top, 0), np.where(known, below, 1)
