"""The columns of a matrix or of a table, by order or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def columns_of(X: Any, names: tuple[str, ...]) -> list[FloatArray]:
    """Return the named columns of a table, or all of a matrix that has as many.

    Raises
    ------
    QualityError
        If there are others, or a value is not finite.
    """
    rows = _table(X, names) if isinstance(X, pd.DataFrame) else X
    matrix = np.asarray(rows, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[1] != len(names):
        raise QualityError(
            f"a lifetime model reads the columns {', '.join(names)}; "
            f"got an array of shape {matrix.shape}."
        )
    if not np.isfinite(matrix).all():
        bad = int((~np.isfinite(matrix)).any(axis=1).sum())
        raise QualityError(
            f"the columns {', '.join(names)} should be finite; got {bad} rows that "
            "are not."
        )
    return list(np.ascontiguousarray(matrix.T))


def _table(X: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    missing = [name for name in names if name not in X]
    if missing:
        raise QualityError(
            f"a lifetime model reads the columns {', '.join(names)}; "
            f"got a table without {', '.join(missing)}."
        )
    return X[list(names)]
