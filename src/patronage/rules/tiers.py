"""Tiers by shares of the customers, from the most valuable down."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.errors import ConfigError, QualityError
from patronage.rules.report import report
from patronage.segments import UNASSIGNED, Membership, SegmentScheme

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
    """

    def __init__(
        self,
        name: str,
        purpose: Purpose,
        column: str,
        shares: Sequence[float],
        segment_names: Sequence[SegmentName],
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.column = column
        self.shares = shares
        self.segment_names = segment_names

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
        above = np.rint(np.cumsum(self.shares)[:-1] * len(known)).astype(np.int64)
        ordered = np.append(np.sort(known.to_numpy(np.float64)), np.inf)
        self.edges_ = ordered[len(known) - above]
        self.n_segments_ = len(self.shares)
        return self

    @property
    def used_columns(self) -> list[str]:
        """The column that tiers are made of."""
        return [self.column]

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is the distance to the nearest edge, in edges.

        0.1 says that a tenth of the edge, more or less, would change the tier.
        """
        values = features[self.column].to_numpy(np.float64)
        tier = (values[:, None] < self.edges_).sum(1)
        missing = np.isnan(values)
        edges = self.edges_[np.isfinite(self.edges_) & (self.edges_ != 0)]
        distance = np.abs(values[:, None] / edges - 1).min(1, initial=np.inf)
        return Membership(
            segment=np.where(missing, UNASSIGNED, tier).astype(np.int64),
            status=np.where(missing, "unknown", "ok"),
            probability=np.where(missing, np.nan, 1.0),
            margin=np.where(np.isfinite(distance), distance, np.nan),
        )

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the edges, and how concentrated the ranked column is."""
        return report(self, features)

    def _check(self, features: pd.DataFrame) -> None:
        if self.column not in features:
            close = difflib.get_close_matches(self.column, map(str, features), n=1)
            hint = f" (found: '{close[0]}', did you mean it?)" if close else ""
            raise ConfigError(
                f"{self.name}: the features have no column '{self.column}'{hint}."
            )
        shares = np.asarray(self.shares, np.float64)
        if (shares <= 0).any() or not np.isclose(shares.sum(), 1):
            raise ConfigError(
                f"{self.name}: shares should be positive and sum to 1; got "
                f"{list(self.shares)}."
            )
        if len(self.segment_names) != len(shares):
            raise ConfigError(
                f"{self.name}: each of the {len(shares)} tiers needs a name; got "
                f"{len(self.segment_names)}."
            )
