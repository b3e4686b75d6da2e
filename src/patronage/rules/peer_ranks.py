"""Ranks among peers, against the customers of the fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.ranks import rank_share, reference

if TYPE_CHECKING:
    from patronage.segments import FloatArray

Peers = NDArray[np.object_]


class PeerRanks(BaseEstimator):
    """Rank values from 0 to 1 within groups of peers; frozen at fit.

    A group that the fit has not seen has no ranks: NaN.
    """

    def fit(self, values: FloatArray, peers: Peers) -> Self:
        """Remember the values of each group, in order."""
        self.references_ = {
            str(group): reference(values[peers == group]) for group in np.unique(peers)
        }
        return self

    def share(self, values: FloatArray, peers: Peers) -> FloatArray:
        """Return (average rank - 1/2) / n of each value among its peers."""
        shares = np.full(len(values), np.nan)
        for group in set(peers.tolist()) & set(self.references_):
            rows = peers == group
            shares[rows] = rank_share(self.references_[group], values[rows])
        return shares

    def value_at(self, share: float, group: str) -> float:
        """Return the smallest value of a group that ranks there; NaN if none does."""
        ordered = self.references_[group]
        reached = ordered[rank_share(ordered, ordered) >= share]
        return float(reached[0]) if len(reached) else float("nan")
