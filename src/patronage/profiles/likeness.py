"""Which columns say of customers what another has said already."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

ALIKE = 0.98


def without_copies(values: pd.DataFrame) -> pd.DataFrame:
    """Leave out columns that equal an earlier one; constants are no copies."""
    seen: set[bytes] = set()
    kept: list[str] = []
    for column in values.columns:
        content = fingerprint(values[column])
        if content not in seen:
            kept.append(column)
        if values[column].min() < values[column].max():
            seen.add(content)
    return values[kept]


def fingerprint(values: pd.Series) -> bytes:
    """Return what equal columns share and others do not."""
    return hashlib.blake2b(values.to_numpy(float).tobytes()).digest()


def voices(values: pd.DataFrame) -> Mapping[str, str]:
    """Map each column to the first that orders customers as it does, or the reverse.

    Alike are columns with a |Spearman| above .98; a value that is not known counts as
    the mean rank, so that columns known of other customers differ.
    """
    ranks = values.rank()
    apart = (ranks - ranks.mean()).fillna(0.0).to_numpy(float)
    length = np.sqrt((apart**2).sum(0))
    unit = np.divide(apart, length, out=np.zeros_like(apart), where=length > 0)
    alike = np.abs(unit.T @ unit) > ALIKE
    speaks: list[int] = []
    found = {}
    for place, column in enumerate(values.columns):
        first = next((each for each in speaks if alike[each, place]), place)
        found[column] = values.columns[first]
        speaks += [place] if first == place else []
    return found
