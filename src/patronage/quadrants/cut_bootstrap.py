"""How far a cut would move had other customers been met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.utils.validation import check_is_fitted

from patronage.errors import ConfigError
from patronage.quadrants.automatic_cut import AutomaticCut
from patronage.quadrants.distinct_values import DistinctValues

if TYPE_CHECKING:
    from patronage.quadrants.cuts import Cut
    from patronage.segments import FloatArray, IntArray

INTERVAL = (2.5, 97.5)


class CutBootstrap(BaseEstimator):
    """A cut with its standard error and interval, all frozen by `fit`.

    `cut_` and `method_` are those of all customers (`estimator_` has found them),
    `draws_` the cuts of samples of as many customers with replacement, `se_` their
    standard deviation, `low_` and `high_` their 95 % percentile interval. How often a
    value occurs in a sample is drawn, not who: of more than 4,096 distinct values,
    neighbours are taken together, so that a million customers take seconds.

    Parameters
    ----------
    cut : Cut, default AutomaticCut()
        How the axis is cut.
    n_bootstraps : int
        Number of samples, 2 or more.
    random_state : int
        Two axes of one scheme need two, or their cuts move together.
    """

    def __init__(
        self,
        cut: Cut | None = None,
        *,
        n_bootstraps: int = 500,
        random_state: int = 0,
    ) -> None:
        self.cut = cut
        self.n_bootstraps = n_bootstraps
        self.random_state = random_state

    def fit(self, values: FloatArray, sample_weight: None = None) -> Self:
        """Find the cut, and where it falls in samples of the same customers."""
        if self.n_bootstraps < 2:
            raise ConfigError(
                f"n_bootstraps of a cut should be 2 or more; got {self.n_bootstraps}."
            )
        distinct = DistinctValues.of(values)
        self.estimator_ = clone(AutomaticCut() if self.cut is None else self.cut)
        self.estimator_.learn(distinct)
        self.cut_, self.method_ = self.estimator_.cut_, self.estimator_.method_
        self.draws_ = self._draws(distinct.compressed())
        self.se_ = float(self.draws_.std(ddof=1))
        self.low_, self.high_ = map(float, np.percentile(self.draws_, INTERVAL))
        return self

    def predict(self, values: Any) -> IntArray:
        """Return 1 for high, 0 for low."""
        check_is_fitted(self)
        return self.estimator_.predict(values)

    def _draws(self, distinct: DistinctValues) -> FloatArray:
        if len(distinct) < 2:
            return np.full(self.n_bootstraps, self.cut_)
        rng = np.random.default_rng(self.random_state)
        shares = distinct.weights / distinct.total
        samples = rng.multinomial(round(distinct.total), shares, size=self.n_bootstraps)
        return np.array([self._cut(distinct.counted(sample)) for sample in samples])

    def _cut(self, sample: DistinctValues) -> float:
        return self.estimator_.resampled(sample)
