"""The logarithm of a value over its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class UnitLog(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Take `log(x / unit)`, the unit being the median of the positive values.

    So prices in cents and in euros give the same numbers, which `log1p` does not.
    What is not above half the smallest positive value gets that half.
    """

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the unit and the floor of each column."""
        X = validate_data(self, X, dtype=np.float64)
        self.unit_ = typical_size(np.maximum(X, 0.0))
        smallest = np.where(X > 0, X, np.inf).min(axis=0)
        floor = np.where(np.isfinite(smallest), smallest / 2, self.unit_)
        self.floor_ = np.maximum(floor, np.finfo(np.float64).tiny)
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Take the logarithm of each value over its column's unit."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return np.log(np.maximum(X, self.floor_)) - np.log(self.unit_)


def typical_size(X: FloatArray) -> FloatArray:
    """Return the median absolute value of each column, zeros aside; 1 if all are.

    At least 10⁻¹² of the largest, so that values over it stay finite.
    """
    return np.array([_typical(np.abs(column[column != 0])) for column in X.T])


def _typical(sizes: FloatArray) -> float:
    if not sizes.size:
        return 1.0
    return float(np.maximum(np.median(sizes), 1e-12 * sizes.max()))
