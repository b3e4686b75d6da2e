"""Classes of format, market and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from patronage.errors import ConfigError, QualityError
from patronage.loggable import Loggable, Metric, Params, Table
from patronage.rules.class_names import ClassNames
from patronage.rules.class_words import ClassWords
from patronage.rules.columns import check_columns
from patronage.rules.next_part import next_part
from patronage.rules.peer_size import PeerSize, Trade
from patronage.segments import (
    UNASSIGNED,
    Beside,
    Explanation,
    Membership,
    SegmentScheme,
)

if TYPE_CHECKING:
    from patronage.segments import IntArray, Purpose

LEAST_PEERS = 9
MOST_OTHER = 0.05
FORMAT, MARKET = "format", "market"


class Class42(SegmentScheme):
    """Class retailers by declared format and market, and by size among their peers.

    Size is where the mean of two ranks, of ordered volume and of amount, falls among
    the customers of the same format and market: thirds, where there are three sizes.
    Who declares a format or a market that has no name, or none, has no class
    ("unknown").

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    segment_names : ClassNames
        The values of the columns `format` and `market`, and the sizes, with names.
    volume, amount : str
        What is ranked.
    min_peers : int
        Where fewer share format and market, peers are all of the market.
    other : str
        The format that stands for none of the others; a caveat tells where more than
        5 % have it.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        segment_names: ClassNames,
        *,
        volume: str = "volume_12_months",
        amount: str = "monetary_total",
        min_peers: int = LEAST_PEERS,
        other: str = "Q",
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.segment_names: ClassNames = segment_names
        self.volume = volume
        self.amount = amount
        self.min_peers = min_peers
        self.other = other

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn from customers with status "ok" where each size begins.

        Raises
        ------
        ConfigError
            If a column is missing, or the other format is none.
        QualityError
            If no customer has format, market, volume and amount.
        """
        check_columns(features, self.used_columns, self.name)
        formats = [name.key for name in self.segment_names.formats]
        if self.other not in formats:
            raise ConfigError(
                f"{self.name}: 'other' should be one of {', '.join(formats)}; got "
                f"'{self.other}'."
            )
        trade = self._trade(features[(features["status"] == "ok").to_numpy()])
        if not trade.known.any():
            raise QualityError(
                f"{self.name}: no customer has a format and a market that have "
                "names, a volume and an amount."
            )
        self.size_ = PeerSize(len(self.segment_names.sizes), self.min_peers).fit(trade)
        self.n_segments_ = len(self.segment_names)
        return self

    @property
    def used_columns(self) -> list[str]:
        """Format, market, volume and amount."""
        return [FORMAT, MARKET, self.volume, self.amount]

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is the distance to the next size, in ranks."""
        trade = self._trade(features)
        size, names = self.size_.place(trade), self.segment_names
        group = self._market(features) * len(names.formats) + self._format(features)
        unknown = size < 0
        score, cuts = self.size_.score(trade), self.size_.cuts(trade)
        margin = np.abs(score[:, None] - cuts).min(1, initial=np.inf)
        segment = np.where(unknown, UNASSIGNED, group * len(names.sizes) + size)
        return Membership(
            segment=segment.astype(np.int64),
            status=np.where(unknown, "unknown", "ok"),
            probability=np.where(unknown, np.nan, 1.0),
            margin=np.where(np.isfinite(margin), margin, np.nan),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the class of the next size, and how far it is, in mean rank."""
        trade, own = self._trade(features), self.predict_all(features)
        size = next_part(self.size_.score(trade), self.size_.cuts(trade))
        largest = own - own % len(self.segment_names.sizes)
        known = size.segment != UNASSIGNED
        after = np.where(known, largest + size.segment, UNASSIGNED)
        return Beside(segment=after, distance=size.distance)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield how well formats and markets are declared, and the peers of sizes."""
        yield Params({"scheme": self.name, "kind": "rules", "column": self.volume})
        yield Metric("data_quality/other_share", self._other_share(features))
        yield Metric("data_quality/unknown_share", self._unknown_share(features))
        counts = {
            group: len(values)
            for group, values in self.size_.volume_.references_.items()
        }
        peers = pd.DataFrame(counts.items(), columns=["peers", "customers"])
        yield Table("peers.csv", peers)

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say where formats are not told apart, or not known."""
        said, zh = [], language == "zh"
        if (share := self._other_share(features)) > MOST_OTHER:
            said.append(
                f"{share:.1%} 的客户业态为“其他”，超过 5% 的上限。"
                if zh
                else f"{share:.1%} of the customers have the format 'other', above the "
                "5 % that are allowed."
            )
        if (share := self._unknown_share(features)) > 0:
            said.append(
                f"{share:.1%} 的客户业态、市场或销量缺失或不在编码表内（UNK），未分类。"
                if zh
                else f"{share:.1%} of the customers have no class (UNK): format, "
                "market or volume is missing or has no code."
            )
        return said

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Say with whom each customer is compared, and what the next size takes."""
        words = ClassWords(
            names=self.segment_names,
            size=self.size_,
            language=language,
        )
        return words.explain(self._trade(features), self.predict_all(features))

    def predict_all(self, features: pd.DataFrame) -> IntArray:
        """Return the segment of each row, whatever its status."""
        return self.membership(features).segment

    def _market(self, features: pd.DataFrame) -> IntArray:
        return _places(features[MARKET], [n.key for n in self.segment_names.markets])

    def _format(self, features: pd.DataFrame) -> IntArray:
        return _places(features[FORMAT], [n.key for n in self.segment_names.formats])

    def _trade(self, features: pd.DataFrame) -> Trade:
        markets = np.array([*(n.key for n in self.segment_names.markets), ""], object)
        formats = np.array([*(n.key for n in self.segment_names.formats), ""], object)
        market, form = markets[self._market(features)], formats[self._format(features)]
        whole = (market != "") & (form != "")
        return Trade(
            volume=features[self.volume].to_numpy(np.float64),
            amount=features[self.amount].to_numpy(np.float64),
            cell=np.where(whole, market + "/" + form, ""),
            market=market,
        )

    def _other_share(self, features: pd.DataFrame) -> float:
        active = features[(features["status"] == "ok").to_numpy()]
        return float((active[FORMAT].astype("str") == self.other).mean())

    def _unknown_share(self, features: pd.DataFrame) -> float:
        active = features[(features["status"] == "ok").to_numpy()]
        return float(pd.Series(self.predict_all(active) < 0).mean())


def _places(column: pd.Series, keys: list[str]) -> IntArray:
    """Return the place of each value among the keys, -1 where it is none of them."""
    return pd.Index(keys).get_indexer(pd.Index(column.astype("str"))).astype(np.int64)
