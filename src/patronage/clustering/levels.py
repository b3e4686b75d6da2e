"""Categories as columns of zeros and ones, by levels learned at fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

if TYPE_CHECKING:
    from patronage.segments import FloatArray

MISSING = "missing"


class Levels(TransformerMixin, BaseEstimator):
    """Make one column per level of each categorical column of a table.

    A value that was not seen at fit, and a missing one, gets zeros throughout.
    `levels_` are the levels by column, as text, sorted; a column with one level tells
    nobody apart and is left out.
    """

    def fit(self, X: pd.DataFrame, y: object = None) -> Self:
        """Learn the levels of each column."""
        found = {str(name): sorted(set(as_text(X[name]).dropna())) for name in X}
        self.levels_ = {name: each for name, each in found.items() if len(each) > 1}
        return self

    def transform(self, X: pd.DataFrame) -> FloatArray:
        """Return the indicators, the columns of a category side by side."""
        check_is_fitted(self)
        parts = [
            indicators(as_text(X[name]), levels)
            for name, levels in self.levels_.items()
        ]
        return np.hstack([np.empty((len(X), 0)), *parts])

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """Name the columns `<column>=<level>`."""
        check_is_fitted(self)
        pairs = self.levels_.items()
        names = [f"{name}={level}" for name, levels in pairs for level in levels]
        return np.array(names, dtype=object)


def as_text(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return the values as text, missing ones as None."""
    text = column.astype("object").map(str, na_action="ignore")
    return text.where(text.notna(), None)


def indicators(text: pd.Series[Any], levels: list[str]) -> FloatArray:
    """Return a column of zeros and ones per level."""
    places = pd.Index(levels).get_indexer(pd.Index(text, dtype="object"))
    return (places[:, None] == np.arange(len(levels))).astype(np.float64)
