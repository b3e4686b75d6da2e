"""Columns that a source may offer or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from patronage.errors import ConfigError


def numbers(customers: pd.DataFrame, column: str) -> pd.Series[float]:
    """Return a column as numbers, NaN in each row where the source has no such column.

    Raises
    ------
    ConfigError
        If the column holds something else.
    """
    if column not in customers:
        return pd.Series(np.nan, index=customers.index)
    if not pd.api.types.is_numeric_dtype(customers[column]):
        raise ConfigError(
            f"lists: the column '{column}' should hold numbers; it holds "
            f"{customers[column].dtype}."
        )
    return customers[column].astype(np.float64)


def first_known(customers: pd.DataFrame, columns: Sequence[str]) -> pd.Series[float]:
    """Return for each customer the first of some columns that has a value."""
    known = pd.Series(np.nan, index=customers.index)
    for column in columns:
        known = known.fillna(numbers(customers, column))
    return known


def lacking(customers: pd.DataFrame, *needs: Sequence[str]) -> list[str]:
    """Name what is not offered; of several columns in one need, one is enough."""
    return [
        " or ".join(columns)
        for columns in needs
        if not any(_has_values(customers, column) for column in columns)
    ]


def _has_values(customers: pd.DataFrame, column: str) -> bool:
    return column in customers and bool(customers[column].notna().any())
