"""Tiers between edges that a person has set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.errors import ConfigError
from patronage.rules.amounts import Unit, unit_of
from patronage.rules.columns import check_columns
from patronage.rules.edges import Edges
from patronage.rules.ladder import Ladder
from patronage.rules.next_tier import next_tier
from patronage.rules.provisional import (
    PROVISIONAL,
    is_provisional,
    provisional_caveat,
    say_provisional,
)
from patronage.rules.report import report, tier_bounds
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

SEED_EDGE = 10.0
SEED_EDGES = 7
NEGATIVE = "negative"
INACTIVE = "inactive"


class EdgeTiers(SegmentScheme):
    """Place customers between given edges of one column that counts something.

    Who has 0 is in the lowest tier, with the status "inactive". Less than nothing has
    no tier ("negative"), and neither has what is not known ("unknown").

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    column : str
        What is counted; more is better.
    edges : Edges
        Where tiers meet, the highest first.
    segment_names : sequence of SegmentName
        One name per tier.
    unit : Unit, optional
        What the column counts, for sentences.
    provisional : str, optional
        A column that is 1 where the value rests on too short a time: such customers
        have their tier, with the status "provisional".
    seed_strict : bool
        Ask for what is on record of the eight tiers of monthly volume: seven edges,
        one of them at 10.

    >>> scheme = study.scheme("tier3_thresholds", "rules.edges.values=[90, 30]")
    >>> isinstance(scheme, EdgeTiers), scheme.column
    (True, 'arpu')
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        column: str,
        edges: Edges,
        segment_names: Sequence[SegmentName],
        *,
        unit: Unit | None = None,
        provisional: str | None = None,
        seed_strict: bool = False,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.column = column
        self.edges = edges
        self.segment_names = segment_names
        self.unit = unit
        self.provisional = provisional
        self.seed_strict = seed_strict

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Take the edges as they are given.

        Raises
        ------
        ConfigError
            If a column is missing, or the edges are not those that names or records
            ask for.
        """
        check_columns(features, [self.column], self.name)
        self.edges_ = self._learned(features)
        self._check(self.edges_)
        self.n_segments_ = self.edges_.n_tiers
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
        """The column and its edges."""
        return Ladder(self.column, self.edges_)

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is the distance to the nearest edge, in edges."""
        values = features[self.column].to_numpy(np.float64)
        missing, negative = np.isnan(values), values < 0
        short = is_provisional(features, self.provisional)
        without = missing | negative
        return Membership(
            segment=np.where(without, UNASSIGNED, self.edges_.place(values)),
            status=np.select(
                [missing, negative, values == 0, short],
                ["unknown", NEGATIVE, INACTIVE, PROVISIONAL],
                "ok",
            ),
            probability=np.where(without, np.nan, 1.0),
            margin=np.where(without, np.nan, self.edges_.margin(values)),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the tier beyond the nearest edge, and how far it is in the column."""
        tiers = range(self.edges_.n_tiers)
        values = features[self.column].to_numpy(np.float64)
        return next_tier(self.edges_, tiers, values)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the edges, and how concentrated the column is."""
        edges = self.edges_
        bounds = tier_bounds(self.segment_names, edges.values, edges.closures)
        return report(self.name, self.column, bounds, features)

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say how many tiers are provisional."""
        return provisional_caveat(features, self.provisional, language)

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Say between which edges each customer is, and what the next tier takes."""
        words = TierWords(
            edges=self.edges_,
            names=self.segment_names,
            unit=unit_of(self.column, self.unit),
            language=language,
        )
        values = features[self.column].to_numpy(np.float64)
        told = [
            words.negative(value) if value < 0 else words.of(value)
            for value in values.tolist()
        ]
        short = is_provisional(features, self.provisional)
        return say_provisional(told, short, language)

    def _learned(self, features: pd.DataFrame) -> Edges:
        """Return the edges: here, those given."""
        return self.edges

    def _check(self, edges: Edges) -> None:
        values = list(edges.values)
        if self.seed_strict and len(values) != SEED_EDGES:
            raise ConfigError(
                f"{self.name}: eight tiers need exactly {SEED_EDGES} edges; got "
                f"{len(values)}."
            )
        if self.seed_strict and SEED_EDGE not in values:
            raise ConfigError(
                f"{self.name}: one edge should be at {SEED_EDGE:g} (`seed_strict`); "
                f"got {', '.join(f'{edge:g}' for edge in values)}."
            )
        if len(self.segment_names) != edges.n_tiers:
            raise ConfigError(
                f"{self.name}: each of the {edges.n_tiers} tiers needs a name; got "
                f"{len(self.segment_names)}."
            )
