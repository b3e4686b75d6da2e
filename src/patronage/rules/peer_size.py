"""The size of a customer among peers, by volume and amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.rules.peer_ranks import PeerRanks, Peers
from patronage.rules.share_edges import share_edges
from patronage.segments import UNASSIGNED

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

DECIMALS = 12  # below them, sums of ranks differ by rounding alone


@dataclass(frozen=True)
class Trade:
    """What each customer orders, and among whom; NaN and "" are unknown.

    `cell` is the narrower group of peers, `market` the wider one that holds it.
    """

    volume: FloatArray
    amount: FloatArray
    cell: Peers
    market: Peers

    @property
    def known(self) -> NDArray[np.bool_]:
        """Who has all four."""
        numbers = ~np.isnan(self.volume) & ~np.isnan(self.amount)
        known: NDArray[np.bool_] = numbers & (self.cell != "") & (self.market != "")
        return known


class PeerSize(BaseEstimator):
    """Part peers into sizes of equally many, by the mean of two ranks.

    Peers are those of the same cell, or of the same market where the fit has fewer
    than `min_peers` in the cell. Ranks and cuts stay frozen.
    """

    def __init__(self, n_sizes: int, min_peers: int) -> None:
        self.n_sizes = n_sizes
        self.min_peers = min_peers

    def fit(self, trade: Trade) -> Self:
        """Remember the ranks in each cell and market, and where each size begins."""
        known = trade.known
        cells, counts = np.unique(trade.cell[known].astype(str), return_counts=True)
        self.cells_ = cells[counts >= self.min_peers].tolist()
        peers = np.concatenate((trade.cell[known], trade.market[known]))
        volume, amount = (
            np.tile(trade.volume[known], 2),
            np.tile(trade.amount[known], 2),
        )
        self.volume_ = PeerRanks().fit(volume, peers)
        self.amount_ = PeerRanks().fit(amount, peers)
        score = self._mean(volume, amount, peers)
        equal = [1 / self.n_sizes] * self.n_sizes
        self.cuts_ = {
            group: share_edges(score[peers == group], equal)
            for group in self.volume_.references_
        }
        return self

    def peers(self, trade: Trade) -> Peers:
        """Return the group in which each customer is ranked."""
        own = np.isin(trade.cell.astype(str), self.cells_)
        chosen: Peers = np.where(own, trade.cell, trade.market)
        return chosen

    def score(self, trade: Trade) -> FloatArray:
        """Return the mean rank of volume and amount, 0 to 1; NaN where unknown."""
        score = self._mean(trade.volume, trade.amount, self.peers(trade))
        return np.where(trade.known, score, np.nan)

    def cuts(self, trade: Trade) -> FloatArray:
        """Return the score at which each size but the last begins, a row each."""
        none = np.full(self.n_sizes - 1, np.nan)
        groups = self.peers(trade).tolist()
        rows = [self.cuts_.get(group, none) for group in groups]
        return np.array(rows, np.float64).reshape(len(groups), self.n_sizes - 1)

    def place(self, trade: Trade) -> IntArray:
        """Return the size of each customer, 0 for the largest; -1 where unknown."""
        score = self.score(trade)
        size = (score[:, None] < self.cuts(trade)).sum(1)
        return np.where(np.isnan(score), UNASSIGNED, size).astype(np.int64)

    def _mean(self, volume: FloatArray, amount: FloatArray, peers: Peers) -> FloatArray:
        ranks = self.volume_.share(volume, peers) + self.amount_.share(amount, peers)
        return np.round(ranks / 2, DECIMALS)
