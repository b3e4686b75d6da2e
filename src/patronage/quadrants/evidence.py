"""The evidence of customers, each distinct one once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.errors import QualityError

if TYPE_CHECKING:
    import pandas as pd

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


def check_counts(features: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Refuse what is negative or infinite; NaN is a customer without evidence."""
    check_finite(features, columns)
    for column in columns:
        least = features[column].min()
        if least < 0:
            raise QualityError(
                f"quadrants: '{column}' should be 0 or more; got {least:g}."
            )


def check_finite(features: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Refuse what is infinite."""
    for column in columns:
        if np.isinf(features[column].to_numpy(np.float64)).any():
            raise QualityError(f"quadrants: '{column}' should be finite; got inf.")


def evidence(top: FloatArray, below: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Fill in 0 of 1 for who could show nothing, so that his draws are numbers."""
    known = np.isfinite(top) & (below > 0)
    return np.where(known, top, 0), np.where(known, below, 1)
