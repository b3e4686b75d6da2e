"""How far the segments lie from each other in every column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from patronage.segments import FloatArray

ROUNDING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Differences:
    """`d[i, j, c]`: how far segment i is above segment j in column c."""

    segments: pd.Index
    columns: pd.Index
    d: FloatArray

    def between(self, segment: int, other: int) -> pd.Series:
        """Return the difference by column, without those that are not told."""
        i, j = (self.segments.get_loc(each) for each in (segment, other))
        return pd.Series(self.d[i, j], index=self.columns).dropna()


def differences(told: pd.DataFrame) -> Differences:
    """Return Cohen's d: difference of means over the pooled deviation (1988, p. 20).

    `told` is a table of `profile_features`. Infinite where each segment is constant
    but they differ, NaN where either is not told.
    """
    n, mean, sd = (
        told.pivot_table(
            index="segment", columns="column", values=name, dropna=False
        ).astype(float)
        for name in ("n", "mean", "sd")
    )
    apart = _pairs(mean, np.subtract)
    noise = ROUNDING * _pairs(mean.abs(), np.maximum)
    squares = _pairs((n - 1) * sd**2, np.add)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.sqrt(squares / (_pairs(n, np.add) - 2))
        d = apart / np.where(pooled > noise, pooled, 0.0)
    d = np.where(np.abs(apart) <= noise, 0.0, d)
    return Differences(segments=mean.index, columns=mean.columns, d=d)


def _pairs(table: pd.DataFrame, join: np.ufunc) -> FloatArray:
    values = table.to_numpy(float)
    paired: FloatArray = join(values[:, None], values[None])
    return paired
