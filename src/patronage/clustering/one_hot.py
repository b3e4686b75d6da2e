"""Columns that stand for one category, told by their values alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


def one_hot(rows: FloatArray) -> list[IntArray]:
    """Return the columns of each category, whatever zeros and ones were scaled to.

    Such are neighbouring columns of two values each, of which every row has the higher
    in exactly one; one that is constant here may be among them.
    """
    low, high = rows.min(axis=0), rows.max(axis=0)
    has = (rows == high) & (high > low)
    two_valued = ((rows == low) | (rows == high)).all(axis=0)
    groups: list[IntArray] = []
    start = 0
    while start < rows.shape[1]:
        end = _end(has, two_valued, start)
        groups += [np.arange(start, end)] if end else []
        start = end or start + 1
    return groups


def _end(has: Any, two_valued: Any, start: int) -> int:
    """Return where the category ends that starts there; 0 where none does."""
    taken = np.zeros(len(has), dtype=bool)
    for column in range(start, has.shape[1]):
        if not two_valued[column] or (taken & has[:, column]).any():
            return 0
        taken |= has[:, column]
        if taken.all():
            return column + 1
    return 0
