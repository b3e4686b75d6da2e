"""Where an axis is cut in two."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from patronage.errors import ConfigError
from patronage.quadrants.distinct_values import DistinctValues

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

SAME = 1e-12


class Cut(ABC, BaseEstimator):
    """A threshold `cut_`, found by `fit` and frozen: high is `value >= cut_`.

    Values that are not finite are left out. Where all customers are equal the cut is
    their value, and all are high; without customers it is 0. `method_` says how the
    cut was found. Re-derived every period, cuts that follow the customers would make
    migration a zero-sum game.
    """

    method: ClassVar[str]
    cut_: float
    method_: str

    def fit(self, values: FloatArray, sample_weight: FloatArray | None = None) -> Self:
        """Find the cut; a customer counts `sample_weight` times."""
        self.learn(DistinctValues.of(values, sample_weight))
        return self

    def predict(self, values: Any) -> IntArray:
        """Return 1 for high, 0 for low."""
        check_is_fitted(self)
        return (np.asarray(values, np.float64) >= self.cut_).astype(np.int64)

    def resampled(self, distinct: DistinctValues) -> float:
        """Return where the cut falls in a resample of the customers of the fit."""
        if len(distinct) < 2:
            return float(distinct.values.sum())
        return self._place(distinct)

    def learn(self, distinct: DistinctValues) -> None:
        """Find the cut among values that are counted already."""
        self.method_ = self.method
        self.cut_ = self.resampled(distinct)

    @abstractmethod
    def _place(self, distinct: DistinctValues) -> float:
        """Return the cut of at least two distinct values."""


class BusinessCut(Cut):
    """Cut an axis at a threshold that the business gives, in the axis' own units."""

    method = "business"

    def __init__(self, cut: float = 0.5) -> None:
        self.cut = cut

    def resampled(self, distinct: DistinctValues) -> float:
        """Return the threshold, whoever the customers are."""
        if not np.isfinite(self.cut):
            raise ConfigError(f"a business cut should be finite; got {self.cut}.")
        return float(self.cut)

    def _place(self, distinct: DistinctValues) -> float:
        return float(self.cut)


class QuantileCut(Cut):
    """Cut an axis so that about a given share of the customers are high.

    The cut is the midpoint of the two neighbouring distinct values that leaves the
    share of high customers closest to the wanted one, the lower of two that are as
    close: equal customers are never parted.

    Parameters
    ----------
    share : float
        The share of customers who are to be high, between 0 and 1.
    """

    method = "quantile"

    def __init__(self, share: float) -> None:
        self.share = share

    def _place(self, distinct: DistinctValues) -> float:
        if not 0 < self.share < 1:
            raise ConfigError(
                f"the share of a quantile cut lies between 0 and 1; got {self.share}."
            )
        return share_cut(distinct, self.share)


class MedianCut(Cut):
    """Cut an axis so that about half of the customers are high, none of them parted."""

    method = "median"

    def _place(self, distinct: DistinctValues) -> float:
        return share_cut(distinct, 0.5)


class MeanCut(Cut):
    """Cut an axis at the customers' mean.

    Customers who stand at the mean are high: the cut moves below them, to the midpoint
    with their neighbours, so that no rounding parts or moves them.
    """

    method = "mean"

    def _place(self, distinct: DistinctValues) -> float:
        mean = distinct.mean
        near = np.abs(distinct.values - mean) <= SAME * np.ptp(distinct.values)
        at = np.flatnonzero(near)
        return distinct.midpoint(int(at[0]) - 1) if len(at) else mean


def share_cut(distinct: DistinctValues, share: float) -> float:
    """Return the midpoint above which about `share` of the customers stand."""
    up_to = np.cumsum(distinct.weights)
    away = np.abs(1 - up_to[:-1] / up_to[-1] - share)
    return distinct.midpoint(int(np.flatnonzero(away <= away.min() + SAME)[0]))
