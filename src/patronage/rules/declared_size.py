"""Customers whose declared size is not that of their purchases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.rules.finding import Check, findings
from patronage.rules.peer_ranks import PeerRanks

if TYPE_CHECKING:
    from patronage.rules.peer_ranks import Peers
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class DeclaredSize(Check):
    """Hold the declared size against the rank of the purchases among peers.

    Peers (same `within`; all customers, where those are fewer than `min_peers`) are
    parted into as many equal classes as `levels` has, the largest first: METHODS C1.
    Reviewed is who ranks outside the declared class by more than `margin` (a share of
    the peers), so always who is two of three classes away.
    """

    column: str = "declared_size"
    value: str = "volume_per_month"
    levels: Sequence[str] = ("1", "2", "3")
    within: Sequence[str] = ("format", "market")
    min_peers: int = 9
    margin: float = 0.15

    @property
    def needed(self) -> list[str]:
        """The size, the purchases, and what makes peers."""
        return [self.column, self.value, *self.within]

    def __call__(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return who is larger or smaller than declared."""
        rank = self._rank(features)
        places = {str(level): number for number, level in enumerate(self.levels)}
        written = features[self.column].astype("str").str.removesuffix(".0")
        declared = written.map(places)
        size = declared.to_numpy(np.float64, na_value=np.nan)
        n = len(self.levels)
        outside = np.maximum(size / n - rank, rank - (size + 1) / n)
        here = outside > self.margin
        own = np.minimum((rank[here] * n).astype(np.int64), n - 1)
        told = zip(size[here].astype(int), own, rank[here], strict=True)
        return findings(features, here, [self._told(*each) for each in told])

    def _rank(self, features: pd.DataFrame) -> FloatArray:
        """Rank purchases among peers, 0 for the largest; NaN where none are known."""
        value = -features[self.value].to_numpy(np.float64)
        peers = _joined(features, self.within)
        known = ~np.isnan(value)
        counts = pd.Series(peers[known]).value_counts()
        few = ~np.isin(peers, counts[counts >= self.min_peers].index.to_numpy())
        peers[few], all_of_them = "", np.full(len(peers), "", dtype=object)
        own = PeerRanks().fit(value[known], peers[known]).share(value, peers)
        pooled = PeerRanks().fit(value[known], all_of_them[known])
        return np.where(few, pooled.share(value, all_of_them), own)

    def _told(self, declared: int, found: int, rank: float) -> tuple[str, ...]:
        larger = found < declared
        levels = str(self.levels[declared]), str(self.levels[found])
        return (
            "larger_than_declared" if larger else "smaller_than_declared",
            *levels,
            f"{self.column} is {levels[0]}; {self.value} is that of {levels[1]}: "
            f"{rank:.0%} of its peers buy more",
            f"申报规模为 {levels[0]}，实际销量相当于 {levels[1]}："
            f"同类客户中 {rank:.0%} 销量更高",
        )


def _joined(features: pd.DataFrame, columns: Sequence[str]) -> Peers:
    parts = [features[name].astype("str").fillna("") for name in columns]
    whole = [" ".join(each) for each in zip(*parts, strict=True)]
    return np.array(whole or [""] * len(features), dtype=object)
