"""Centre on the median, divide by the interquartile range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.winsorizer import quantiles

if TYPE_CHECKING:
    from patronage.segments import FloatArray

NORMAL_IQR = 0.7413


class RobustScaler(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Scale by `0.7413 · IQR`, the standard deviation of a normal column.

    Where half of the customers share one value the range is 0, and scikit-learn's
    scaler of this name leaves the column in its own unit; here the standard deviation
    stands in.
    """

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the median and the spread of each column."""
        X = validate_data(self, X, dtype=np.float64)
        low, self.center_, high = quantiles(X, 0.25, 0.5, 0.75)
        deviation = X.std(axis=0)
        spread = NORMAL_IQR * (high - low)
        spread = np.where(spread > 1e-9 * deviation, spread, deviation)
        self.scale_ = np.where(spread > 0, spread, 1.0)
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Centre and scale each column."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return (X - self.center_) / self.scale_
