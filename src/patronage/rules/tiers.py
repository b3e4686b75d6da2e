"""Tiers by shares of the customers, from the most valuable down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.errors import ConfigError, QualityError
from patronage.rules.amounts import Unit, unit_of
from patronage.rules.columns import check_columns
from patronage.rules.edges import edge_margin
from patronage.rules.ladder import Ladder
from patronage.rules.next_tier import next_tier
from patronage.rules.provisional import (
    PROVISIONAL,
    is_provisional,
    provisional_caveat,
    say_provisional,
)
from patronage.rules.report import report, tier_bounds
from patronage.rules.share_edges import check_shares, inhabited, share_edges
from patronage.rules.tier_words import TierWords
from patronage.segments import (
    UNASSIGNED,
    Asks,
    Beside,
    Explanation,
    Membership,
    SegmentScheme,
)

if TYPE_CHECKING:
    import pandas as pd

    from patronage.loggable import Loggable
    from patronage.segments import Purpose, SegmentName


class ShareTiers(SegmentScheme):
    """Split customers by one column into tiers of given shares, the highest first.

    The edges are values of the fit and stay frozen, so a tier means the same money
    next month. A customer at an edge is in the tier above it; equal customers are
    never parted, so with ties the shares are approximate.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    column : str
        What is ranked; more is better.
    shares : sequence of float
        Share of customers per tier, summing to 1, the top tier first.
    segment_names : sequence of SegmentName
        One name per tier.
    unit : Unit, optional
        What the column counts, for sentences.
    provisional : str, optional
        A column that is 1 where the value rests on too short a time: such customers
        have their tier, with the status "provisional".

    >>> why = Purpose(
    ...     objective="serve by value", decision="who gets a call", owner="service",
    ...     actions={"high": "call", "low": "write"})
    >>> names = [SegmentName(key=key, en=key, zh=key) for key in ("high", "low")]
    >>> tiers = ShareTiers("mine", why, "monetary_total", [0.25, 0.75], names)
    >>> np.bincount(tiers.fit(study.features).predict(study.features))
    array([15, 45])
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        column: str,
        shares: Sequence[float],
        segment_names: Sequence[SegmentName],
        *,
        unit: Unit | None = None,
        provisional: str | None = None,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.column = column
        self.shares = shares
        self.segment_names = segment_names
        self.unit = unit
        self.provisional = provisional

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Find the edges among customers with status "ok".

        Raises
        ------
        ConfigError
            If the column is missing, the shares are no shares, or the names do not
            fit them.
        QualityError
            If no customer has a value.
        """
        self._check(features)
        known = features.loc[features["status"] == "ok", self.column].dropna()
        if known.empty:
            raise QualityError(f"{self.name}: no customer has '{self.column}'.")
        self.edges_ = share_edges(known.to_numpy(np.float64), self.shares)
        self.n_segments_ = len(self.shares)
        return self

    @property
    def used_columns(self) -> list[str]:
        """The column that tiers are made of."""
        return [self.column]

    @property
    def asks(self) -> Asks:
        """That column, and the one that marks who is provisional."""
        marks = [self.provisional] if self.provisional else []
        return Asks(columns=(self.column, *marks))

    @property
    def ladder(self) -> Ladder | None:
        """The column and its edges; None where ties have left a tier empty."""
        edges, tiers = inhabited(self.edges_)
        whole = edges is not None and len(tiers) == self.n_segments_
        return Ladder(self.column, edges) if edges and whole else None

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is the distance to the nearest edge, in edges.

        0.1 says that a tenth of the edge, more or less, would change the tier.
        """
        values = features[self.column].to_numpy(np.float64)
        tier = (values[:, None] < self.edges_).sum(1)
        missing = np.isnan(values)
        short = is_provisional(features, self.provisional)
        return Membership(
            segment=np.where(missing, UNASSIGNED, tier).astype(np.int64),
            status=np.select([missing, short], ["unknown", PROVISIONAL], "ok"),
            probability=np.where(missing, np.nan, 1.0),
            margin=edge_margin(values, self.edges_),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the tier beyond the nearest edge, and how far it is in the column."""
        edges, tiers = inhabited(self.edges_)
        return next_tier(edges, tiers, features[self.column].to_numpy(np.float64))

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the edges, and how concentrated the ranked column is."""
        edges = self.edges_.tolist()
        bounds = tier_bounds(self.segment_names, edges, ["upper"] * len(edges))
        return report(self.name, self.column, bounds, features)

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say how many tiers are provisional."""
        return provisional_caveat(features, self.provisional, language)

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Say between which edges each customer is, and what the next tier takes."""
        values = features[self.column].to_numpy(np.float64)
        unit = unit_of(self.column, self.unit)
        edges, tiers = inhabited(self.edges_)
        names = [self.segment_names[tier] for tier in tiers]
        words = TierWords(edges=edges, names=names, unit=unit, language=language)
        short = is_provisional(features, self.provisional)
        return say_provisional(words.explain(values), short, language)

    def _check(self, features: pd.DataFrame) -> None:
        check_columns(features, [self.column], self.name)
        check_shares(self.shares, self.name)
        if len(self.segment_names) != len(self.shares):
            raise ConfigError(
                f"{self.name}: each of the {len(self.shares)} tiers needs a name; got "
                f"{len(self.segment_names)}."
            )
