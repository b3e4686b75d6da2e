"""One indicator of a dimension: a column, or the next best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.answers import said_yes
from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class PeerIndicator:
    """The first of `columns` that the source offers: numbers, or yes and no."""

    columns: Sequence[str]
    smaller_is_better: bool = False

    def __post_init__(self) -> None:
        """Refuse an indicator of nothing."""
        if isinstance(self.columns, str) or not self.columns:
            raise ConfigError(
                "features: an indicator should list one column or more; got "
                f"'{self.columns}'."
            )

    def offered(self, features: pd.DataFrame) -> str | None:
        """Return the first column in which anybody has a value."""
        known = (c for c in self.columns if c in features and features[c].notna().any())
        return next(known, None)


def benefit(column: pd.Series) -> FloatArray:
    """Return a column's numbers, 1 for yes and 0 for any other word; NaN if missing."""
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(np.float64, na_value=np.nan)
    words = said_yes(column).astype(np.float64)
    return np.where(column.isna(), np.nan, words)
