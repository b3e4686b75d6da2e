"""Rank-normal scores against a frozen reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import ndtri
from sklearn.base import BaseEstimator

from patronage.ranks import reference

if TYPE_CHECKING:
    from patronage.segments import FloatArray

MOST = 10_000


class RankNormal(BaseEstimator):
    """z = Phi^-1((average rank - 1/2) / n) among the values of the fit.

    Equal values get equal scores; values beyond the reference get those of its ends.
    More than `MOST` distinct values are represented by as many quantiles, so that the
    reference stays small.

    Attributes
    ----------
    points_ : array
        Distinct values in ascending order.
    shares_ : array, one longer
        Share of the reference below each point, and 1.
    edge_ : float
        Half the share of one value.
    """

    def fit(self, values: FloatArray, y: object = None) -> Self:
        """Keep the distinct finite values and how often each stands."""
        ordered = reference(values)
        self.points_, counts = np.unique(ordered, return_counts=True)
        if len(self.points_) > MOST:
            places = ((np.arange(MOST) + 0.5) * len(ordered) / MOST).astype(np.int64)
            ordered = ordered[places]
            self.points_, counts = np.unique(ordered, return_counts=True)
        total = max(len(ordered), 1)
        self.shares_ = np.concatenate([[0.0], np.cumsum(counts) / total])
        self.edge_ = 0.5 / total
        return self

    @property
    def varies_(self) -> bool:
        """Whether the values of the fit differ."""
        return len(self.points_) > 1

    def transform(self, values: FloatArray) -> FloatArray:
        """Return the score of each value; NaN stays NaN."""
        below = np.searchsorted(self.points_, values, side="left")
        up_to = np.searchsorted(self.points_, values, side="right")
        z = self._scores(self.shares_[below], self.shares_[up_to])
        return np.where(np.isnan(values), np.nan, z)

    def between(self, edges: FloatArray) -> FloatArray:
        """Return the scores of intervals, whose members are tied: one more than edges.

        An edge is the lower end of an interval; the first and the last have no end.
        """
        below = self.shares_[np.searchsorted(self.points_, edges, side="left")]
        return self._scores(np.append(0.0, below), np.append(below, 1.0))

    def _scores(self, below: FloatArray, up_to: FloatArray) -> FloatArray:
        """Phi^-1 of the average rank."""
        share = (below + up_to) / 2
        z: FloatArray = ndtri(np.clip(share, self.edge_, 1 - self.edge_))
        return z
