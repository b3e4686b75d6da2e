"""Which columns of a feature table are numbers, which are ordered, which are names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.clustering.levels import as_text
from patronage.clustering.preprocessing import Preprocessing
from patronage.errors import ConfigError, InputError

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns to be clustered by, as they were when fitted.

    `scales` are the ordered ones with their levels, lowest first; to be used as numbers
    they become ranks. `names` are the categories without an order. `dropped` says which
    were asked for in vain.
    """

    numbers: Sequence[str]
    scales: Mapping[str, Sequence[str]]
    names: Sequence[str]
    block_of: Mapping[str, str]
    dropped: Mapping[str, str]

    @property
    def ranked(self) -> list[str]:
        """The columns that have an order: numbers, then scales."""
        return [*self.numbers, *self.scales]

    def ranks(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers and, as ranks from 0, the scales.

        Raises
        ------
        InputError
            If the table lacks one of the columns.
        """
        asked = [*self.ranked, *self.names]
        lacking = [f"'{name}'" for name in asked if name not in X]
        if lacking:
            raise InputError(f"features: {', '.join(lacking)} is missing.")
        ranks = {name: rank(X[name], levels) for name, levels in self.scales.items()}
        return X[[*self.numbers]].assign(**ranks)


def columns(
    X: pd.DataFrame, blocks: Mapping[str, Sequence[str]], denied: Sequence[str]
) -> Columns:
    """Sort the columns asked for by their kind.

    Raises
    ------
    ConfigError
        If a column is sensitive or a date, or none is in the table.
    QualityError
        If there are no rows, or a number is infinite.
    """
    asked = [name for each in blocks.values() for name in each if name in X]
    dates = [n for n in asked if pd.api.types.is_datetime64_any_dtype(X[n])]
    if dates:
        raise ConfigError(f"dates cannot be clustered by; got {', '.join(dates)}.")
    texts = [n for n in asked if not pd.api.types.is_numeric_dtype(X[n])]
    checked = Preprocessing(blocks, {}, denied).fit(
        X.assign(**dict.fromkeys(texts, 0.0))
    )
    scales = {n: [*map(str, X[n].cat.categories)] for n in texts if _is_ordered(X[n])}
    return Columns(
        numbers=[name for name in checked.columns_ if name not in texts],
        scales=scales,
        names=[name for name in texts if name not in scales],
        block_of={name: block for block, each in blocks.items() for name in each},
        dropped=checked.dropped_,
    )


def rank(column: pd.Series[Any], levels: Sequence[str]) -> FloatArray:
    """Return the place of each value among the levels; NaN if it is none of them."""
    places = pd.Index(levels).get_indexer(pd.Index(as_text(column), dtype="object"))
    return np.where(places < 0, np.nan, places.astype(np.float64))


def _is_ordered(column: pd.Series[Any]) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and bool(column.cat.ordered)
