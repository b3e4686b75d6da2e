"""What is typical of a segment, in the units of the feature table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from pandas.api.types import is_bool_dtype, is_numeric_dtype

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from patronage.segments import FloatArray, IntArray

FEWEST = 10  # below, a median would show what single customers do


@dataclass(frozen=True, kw_only=True)
class Centres:
    """Medians of columns of numbers, (segments, columns), NaN for small segments."""

    columns: list[str]
    medians: FloatArray

    @classmethod
    def of(
        cls,
        customers: pd.DataFrame,
        columns: Sequence[str],
        segment: IntArray,
        n_segments: int,
    ) -> Self:
        """Take the medians of the customers of each segment; -1 is in none."""
        present = (name for name in columns if name in customers)
        kept = [name for name in present if _is_number(customers[name])]
        values = customers[kept].astype(np.float64).reset_index(drop=True)
        groups = values[segment >= 0].groupby(segment[segment >= 0])
        medians = groups.median().where(groups.count() >= FEWEST)
        told = medians.reindex(range(n_segments)).to_numpy(np.float64)
        return cls(columns=kept, medians=told)

    def typical(self, segment: int, column: str) -> float:
        """Return the median of a column in a segment; NaN where none is told."""
        if column not in self.columns:
            return float("nan")
        return float(self.medians[segment, self.columns.index(column)])


def _is_number(column: pd.Series) -> bool:
    return is_numeric_dtype(column) and not is_bool_dtype(column)
