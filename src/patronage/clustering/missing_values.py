"""Fill what is missing, and remember that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils import Tags
from sklearn.utils.validation import (
    _check_feature_names_in,
    check_is_fitted,
    validate_data,
)

from patronage.clustering.winsorizer import quantiles

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class MissingValues(TransformerMixin, BaseEstimator):
    """Fill NaN with the column's median.

    A column with more than `flag_above` missing also gets an indicator (1 where it
    was missing), after all others; one with more than `drop_above` is dropped, which
    `dropped_` says by position.
    """

    def __init__(self, *, flag_above: float = 0.05, drop_above: float = 0.40) -> None:
        self.flag_above = flag_above
        self.drop_above = drop_above

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn which columns stay, their medians and which get an indicator."""
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        share = np.isnan(X).mean(axis=0)
        self.kept_ = np.flatnonzero(share <= self.drop_above)
        self.flagged_ = self.kept_[share[self.kept_] > self.flag_above]
        self.median_ = np.array([_median(X[:, column]) for column in self.kept_])
        self.dropped_ = {
            int(column): f"{share[column]:.0%} missing"
            for column in np.flatnonzero(share > self.drop_above)
        }
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Fill the columns that stay, and append the indicators."""
        check_is_fitted(self)
        X = validate_data(
            self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False
        )
        missing = np.isnan(X)
        filled = np.where(missing[:, self.kept_], self.median_, X[:, self.kept_])
        return np.hstack([filled, missing[:, self.flagged_].astype(np.float64)])

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """Name the columns that stay, and the indicators `<column>_missing`."""
        check_is_fitted(self)
        names = _check_feature_names_in(self, input_features)
        flags = [f"{name}_missing" for name in names[self.flagged_]]
        return np.array([*names[self.kept_], *flags], dtype=object)

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags


def _median(values: FloatArray) -> float:
    present = values[~np.isnan(values)]
    return float(quantiles(present, 0.5)[0])
