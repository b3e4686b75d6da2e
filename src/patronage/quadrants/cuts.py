"""Where an axis is cut in two."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class Cut(ABC, BaseEstimator):
    """A threshold `cut_`, found by `fit` and frozen: high is `value >= cut_`."""

    cut_: float

    @abstractmethod
    def fit(self, values: FloatArray, y: object = None) -> Self:
        """Find the cut."""

    def predict(self, values: FloatArray) -> np.ndarray:
        """Return 1 for high, 0 for low."""
        check_is_fitted(self)
        return (values >= self.cut_).astype(np.int64)


class MedianCut(Cut):
    """Cut an axis so that about half of the customers are high.

    Where many customers share the median, the cut moves to the midpoint of the
    neighbouring distinct values that leaves the share of high customers closest to one
    half, so that equal customers are never parted. Re-derived every period it would
    make migration a zero-sum game.
    """

    def fit(self, values: FloatArray, y: object = None) -> Self:
        """Find the cut among the finite values."""
        known = values[np.isfinite(values)]
        distinct, counts = np.unique(known, return_counts=True)
        if len(distinct) < 2:
            self.cut_ = float(distinct[0]) if len(distinct) else 0.0
            return self
        high_share = 1 - np.cumsum(counts)[:-1] / len(known)
        best = int(np.argmin(np.abs(high_share - 0.5)))
        self.cut_ = float((distinct[best] + distinct[best + 1]) / 2)
        return self


class BusinessCut(Cut):
    """Cut an axis at a threshold that the business gives."""

    def __init__(self, cut: float = 0.5) -> None:
        self.cut = cut

    def fit(self, values: FloatArray, y: object = None) -> Self:
        """Take the threshold as given."""
        self.cut_ = float(self.cut)
        return self
