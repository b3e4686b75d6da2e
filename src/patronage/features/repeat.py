"""What repeat purchases say when they are held against those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from patronage.shrinkage import ShrunkRate

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class RelativeFrequency(BaseEstimator):
    """ln((F + 1/2) / (median F + 1/2)), F being expected purchases in a month.

    F is the posterior mean of the NBD, so that a customer of two weeks is not taken
    at his word. 0 is the median customer of the fit, or the median of his peers.

    Parameters
    ----------
    events, months : str
        Columns of repeat purchases and of the months in which they could happen.
    peer : str, optional
        Column of the group (a category, a format, a band) within which a customer is
        compared; groups of fewer than `min_peers`, and who has none, with all.
    min_peers : int
        How many customers a group needs for a median of its own.
    """

    def __init__(
        self, events: str, months: str, *, peer: str | None = None, min_peers: int = 30
    ) -> None:
        self.events = events
        self.months = months
        self.peer = peer
        self.min_peers = min_peers

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit the rate, and keep its medians."""
        self.rate_ = ShrunkRate(self.events, self.months).fit(features)
        rate = pd.Series(self.rate_.transform(features))
        self.median_ = float(rate.median())
        self.peer_medians_ = self._by_peer(features, rate)
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the log ratio of each row."""
        rate = self.rate_.transform(features)
        return np.log((rate + 0.5) / (self._usual(features) + 0.5))

    def _by_peer(
        self, features: pd.DataFrame, rate: pd.Series[float]
    ) -> dict[str, float]:
        if self.peer is None:
            return {}
        groups = rate.groupby(features[self.peer].astype("str").to_numpy())
        enough = groups.count() >= self.min_peers
        return {str(peer): float(m) for peer, m in groups.median()[enough].items()}

    def _usual(self, features: pd.DataFrame) -> FloatArray:
        """The median of each row's peers, or else of all."""
        if self.peer is None:
            return np.full(len(features), self.median_)
        medians = features[self.peer].astype("str").map(self.peer_medians_)
        return np.asarray(medians.fillna(self.median_), np.float64)
