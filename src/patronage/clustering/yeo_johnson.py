"""A power transform for values of either sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy import stats
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.rank_normalizer import RankNormalizer
from patronage.clustering.unit_log import typical_size

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class YeoJohnson(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Transform each column over its typical size (Yeo & Johnson 2000, eq. 2.1).

    The exponent is the one of highest likelihood; a column that asks for one beyond
    `max_lambda` is ranked instead.
    """

    def __init__(self, *, max_lambda: float = 5.0) -> None:
        self.max_lambda = max_lambda

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the unit and the exponent of each column."""
        X = validate_data(self, X, dtype=np.float64)
        self.unit_ = typical_size(X)
        self.lambda_ = np.array([_exponent(x) for x in (X / self.unit_).T])
        self.ranked_ = ~(np.abs(self.lambda_) <= self.max_lambda)
        self.ranks_ = RankNormalizer()
        if self.ranked_.any():
            self.ranks_.fit(X[:, self.ranked_])
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Apply the exponents, or the ranks."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        bent = X / self.unit_
        for column in np.flatnonzero(~self.ranked_):
            power = float(self.lambda_[column])
            bent[:, column] = stats.yeojohnson(bent[:, column], power)
        if self.ranked_.any():
            bent[:, self.ranked_] = self.ranks_.transform(X[:, self.ranked_])
        return bent


def _exponent(values: FloatArray) -> float:
    if np.ptp(values) == 0:
        return 1.0
    return float(stats.yeojohnson_normmax(values))
