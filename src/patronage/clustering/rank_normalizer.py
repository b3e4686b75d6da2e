"""Replace values by the normal quantile of their rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import ndtri
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.ranks import rank_share

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class RankNormalizer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Map each value to Φ⁻¹((average rank - ½) / n) in a frozen reference.

    Equal values stay equal. Values beyond the reference get the place of its ends.
    """

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Keep the sorted columns as the reference."""
        X = validate_data(self, X, dtype=np.float64)
        self.reference_ = np.sort(X, axis=0)
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Rank each column against the reference."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        within = np.clip(X, self.reference_[0], self.reference_[-1])
        pairs = zip(self.reference_.T, within.T, strict=True)
        return ndtri(np.column_stack([rank_share(old, new) for old, new in pairs]))
