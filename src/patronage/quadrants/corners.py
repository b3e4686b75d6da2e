"""Four corners: every column cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.quadrants.cuts import MedianCut
from patronage.segments import UNASSIGNED

if TYPE_CHECKING:
    from patronage.quadrants.cuts import Cut
    from patronage.segments import FloatArray, IntArray

N_QUADRANTS = 4


class Quadrants(ClusterMixin, BaseEstimator):
    """Cut every column in two and number the corners in binary.

    Of two columns, 0 is low on both, 1 high on the second alone, 2 high on the first
    alone, 3 high on both (attitude and repeat: none, inertia, latent, true).

    Parameters
    ----------
    cut : Cut, default MedianCut()
        Fitted on each column by itself; `predict` gives 1 for high.
    """

    def __init__(self, cut: Cut | None = None) -> None:
        self.cut = cut

    def fit(self, X: Any, y: object = None) -> Self:
        """Find both cuts, on rows that are known in that column."""
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        model = MedianCut() if self.cut is None else self.cut
        self.cuts_ = [clone(model).fit(column) for column in X.T]
        self.labels_ = corners(X, self.cuts_)
        return self

    def predict(self, X: Any) -> IntArray:
        """Return each row's quadrant; -1 where an axis is NaN."""
        check_is_fitted(self)
        if len(X) == 0:
            return np.empty(0, np.int64)
        options = {"dtype": np.float64, "ensure_all_finite": "allow-nan"}
        return corners(validate_data(self, X, reset=False, **options), self.cuts_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags


def corners(scores: FloatArray, cuts: Any) -> IntArray:
    """Return the corner of each row by fitted cuts; -1 where a score is NaN."""
    corner = np.zeros(len(scores), np.int64)
    for cut, column in zip(cuts, scores.T, strict=True):
        corner = 2 * corner + cut.predict(column)
    return np.where(np.isnan(scores).any(1), UNASSIGNED, corner)
