"""Choose for each column how its skew is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.unit_log import UnitLog
from patronage.clustering.yeo_johnson import YeoJohnson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray


class SkewTransformer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Straighten the columns whose skewness is beyond `max_skew`.

    Without negative values and skewed to the right: the logarithm over the unit.
    Skewed otherwise: Yeo-Johnson, or ranks where that fails. Else as it is, and so are
    rates: a logarithm would put those without a purchase of a kind far from those with
    few.

    Parameters
    ----------
    rates
        Positions of the columns that are rates by their names; one that leaves [0, 1]
        at fit is treated as any other.
    """

    def __init__(
        self,
        *,
        max_skew: float = 1.0,
        max_lambda: float = 5.0,
        rates: Sequence[int] = (),
    ) -> None:
        self.max_skew = max_skew
        self.max_lambda = max_lambda
        self.rates = rates

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Choose for each column, and learn what the choice needs."""
        X = validate_data(self, X, dtype=np.float64)
        self.skew_ = skewness(X)
        skewed = (np.abs(self.skew_) > self.max_skew) & ~self._are_rates(X)
        self.logged_ = skewed & (X.min(axis=0) >= 0) & (self.skew_ > 0)
        self.bent_ = skewed & ~self.logged_
        self.log_ = UnitLog().fit(X)
        self.power_ = YeoJohnson(max_lambda=self.max_lambda)
        if self.bent_.any():
            self.power_.fit(X[:, self.bent_])
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Transform each column as chosen."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        straight = np.where(self.logged_, self.log_.transform(X), X)
        if self.bent_.any():
            straight[:, self.bent_] = self.power_.transform(X[:, self.bent_])
        return straight

    def _are_rates(self, X: FloatArray) -> NDArray[np.bool_]:
        named = np.isin(np.arange(X.shape[1]), self.rates)
        return named & (X.min(axis=0) >= 0) & (X.max(axis=0) <= 1)


def skewness(X: FloatArray) -> FloatArray:
    """Return the third standardised moment of each column, 0 where it is constant."""
    centred = X - X.mean(axis=0)
    spread = X.std(axis=0)
    varies = spread > 1e-12 * np.abs(X).max(axis=0)
    scores = np.divide(centred, spread, out=np.zeros_like(X), where=varies)
    return (scores**3).mean(axis=0)
