"""What repeat purchases say when they are held against those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.features.periods import MONTHS_PER_YEAR
from patronage.features.shrinkage import ShrunkRate
from patronage.ragged import ratio

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class RelativeFrequency(BaseEstimator):
    """ln((F + 1/2) / (median F + 1/2)), F being expected purchases in a year.

    F is the posterior mean of the NBD, so that a customer of two weeks is not taken
    at his word. 0 is the median customer of the fit.

    Parameters
    ----------
    events, months : str
        Columns of repeat purchases and of the months in which they could happen.
    """

    def __init__(self, events: str, months: str) -> None:
        self.events = events
        self.months = months

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit the rate, and keep its median."""
        self.rate_ = ShrunkRate(self.events, self.months).fit(features)
        self.median_ = float(np.nanmedian(self._yearly(features)))
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the log ratio of each row."""
        return np.log((self._yearly(features) + 0.5) / (self.median_ + 0.5))

    def _yearly(self, features: pd.DataFrame) -> FloatArray:
        return MONTHS_PER_YEAR * self.rate_.transform(features)


class AliveHeuristic(BaseEstimator):
    """exp(-recency / gap), a stand-in for P(alive) where no lifetime model is fitted.

    The gap is the customer's own mean gap, drawn towards the median of all by one
    gap's weight; the median alone for customers with one purchase.

    Parameters
    ----------
    recency, gap, gaps : str
        Columns of recency and mean gap in days, and of the number of gaps.
    """

    def __init__(self, recency: str, gap: str, gaps: str) -> None:
        self.recency = recency
        self.gap = gap
        self.gaps = gaps

    def fit(self, features: pd.DataFrame) -> Self:
        """Keep the median gap."""
        gaps = features[self.gap].dropna()
        self.median_gap_ = float(gaps.median()) if len(gaps) else np.nan
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the index of each row, 0 to 1."""
        n = features[self.gaps].to_numpy(np.float64)
        own = np.nan_to_num(features[self.gap].to_numpy(np.float64)) * n
        expected = ratio(own + self.median_gap_, n + 1)
        recency = features[self.recency].to_numpy(np.float64)
        return np.exp(-ratio(recency, expected))
