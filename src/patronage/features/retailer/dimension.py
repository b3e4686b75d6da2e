"""One dimension of value: the mean of a retailer's ranks among his peers."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.features.retailer.peer_indicator import PeerIndicator, benefit
from patronage.ragged import ratio
from patronage.ranks import rank_share, reference

if TYPE_CHECKING:
    from patronage.segments import FloatArray

EVERYBODY = ""
BESIDE = " | "


class PeerDimension(BaseEstimator):
    """Mean rank of a customer's indicators among his peers, 0 to 100.

    A rank is (average rank - 1/2) / n against the customers of the fit, of the same
    peer group; where fewer than `min_peers` of these have the indicator, or where a
    customer's group is not known, against all. What a customer lacks does not count;
    without any indicator he has NaN.

    Parameters
    ----------
    indicators : mapping of str to PeerIndicator
        Those that the source does not offer are left out: `columns_` has the others.
    peers : sequence of str
        Columns that make a peer group, such as format and market; where the source
        lacks one, the others make it.
    min_peers : int
        How many customers with the indicator a group needs.
    """

    def __init__(
        self,
        indicators: Mapping[str, PeerIndicator],
        *,
        peers: Sequence[str] = (),
        min_peers: int = 30,
    ) -> None:
        self.indicators = indicators
        self.peers = peers
        self.min_peers = min_peers

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns that the fit has found."""
        return (*getattr(self, "columns_", {}).values(), *getattr(self, "peers_", ()))

    @property
    def optional(self) -> tuple[str, ...]:
        """All columns that it reads where they are offered."""
        return (*self.either, *self.peers)

    @property
    def either(self) -> tuple[str, ...]:
        """The columns of which it needs one at least."""
        return tuple(c for each in self.indicators.values() for c in each.columns)

    def fit(self, features: pd.DataFrame) -> Self:
        """Keep each group's values in order."""
        found = {name: one.offered(features) for name, one in self.indicators.items()}
        self.columns_ = {name: column for name, column in found.items() if column}
        self.peers_ = [column for column in self.peers if column in features]
        groups = self._groups(features)
        self.references_ = {
            name: self._references(benefit(features[column]), groups)
            for name, column in self.columns_.items()
        }
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row."""
        groups = self._groups(features)
        total, n = np.zeros((2, len(features)))
        for name, column in self.columns_.items():
            rank = self._rank(name, benefit(features[column]), groups)
            total += np.nan_to_num(rank)
            n += ~np.isnan(rank)
        return ratio(100 * total, n)

    def _references(
        self, values: FloatArray, groups: NDArray[np.str_]
    ) -> dict[str, FloatArray]:
        own = {str(g): reference(values[groups == g]) for g in np.unique(groups)}
        enough = {g: each for g, each in own.items() if len(each) >= self.min_peers}
        return enough | {EVERYBODY: reference(values)}

    def _rank(
        self, name: str, values: FloatArray, groups: NDArray[np.str_]
    ) -> FloatArray:
        references = self.references_[name]
        known = np.where(np.isin(groups, list(references)), groups, EVERYBODY)
        rank = np.full(len(values), np.nan)
        for group in np.unique(known):
            rows = known == group
            rank[rows] = rank_share(references[str(group)], values[rows])
        return 1 - rank if self.indicators[name].smaller_is_better else rank

    def _groups(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """The peer group of each row; `EVERYBODY` where part of it is missing."""
        if not self.peers_:
            return np.full(len(features), EVERYBODY)
        parts = (features[column].astype("str") for column in self.peers_)
        joined = functools.reduce(lambda left, right: left + BESIDE + right, parts)
        return joined.fillna(EVERYBODY).to_numpy(str)
