"""Pull extreme values in to quantiles of the training data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class Winsorizer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Clip each column to two of its quantiles, learned at fit."""

    def __init__(self, *, lower: float = 0.01, upper: float = 0.99) -> None:
        self.lower = lower
        self.upper = upper

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the two quantiles of each column."""
        X = validate_data(self, X, dtype=np.float64)
        self.lower_, self.upper_ = quantiles(X, self.lower, self.upper)
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Clip each column."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return np.clip(X, self.lower_, self.upper_)


def quantiles(values: FloatArray, *shares: float) -> FloatArray:
    """Return quantiles of each column, a row per share.

    At a step of the distribution the average of both sides is taken, as a median does,
    so that repeating every row changes nothing (Hyndman & Fan 1996, type 2).
    """
    return np.quantile(values, np.array(shares), axis=0, method="averaged_inverted_cdf")
