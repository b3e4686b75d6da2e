"""Tiers by a value of several dimensions, not by volume alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from patronage.errors import QualityError
from patronage.rules import composite_report
from patronage.rules.amounts import percent
from patronage.rules.appraisal import Appraisal, Appraised
from patronage.rules.composite_explained import explained
from patronage.rules.share_edges import share_edges
from patronage.rules.tiers import ShareTiers
from patronage.segments import KEY, Beside, Explanation, Membership, SegmentScheme

if TYPE_CHECKING:
    from patronage.loggable import Loggable
    from patronage.rules.indicator import Indicator
    from patronage.rules.ladder import Ladder
    from patronage.rules.region import RegionalAdjustment
    from patronage.segments import FloatArray, IntArray, Purpose, SegmentName
    from patronage.weights import Weighting

VALUE = "composite_value"


class CompositeValue(SegmentScheme):
    """Weigh several indicators into one value, and split it by shares.

    Indicators that the source does not offer are left out, and the rest share their
    weight. Utilities, weights, regions and edges are frozen at fit.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    indicators : mapping of str to Indicator
        The dimensions; one that is None is no part of the value.
    weighting : Weighting
        Fitted on utilities.
    segment_names : sequence of SegmentName
        One name per tier, the best first.
    volume : str
        The column that alone would rank the customers: the report says who changes
        class against it, and profiles rank by it.
    shares : sequence of float
        Share of customers per tier, summing to 1, the best first.
    region : RegionalAdjustment, optional
        Fine tuning by region.
    coverage : float
        Share of the weight that must be known of a customer; below it, "unknown".
    max_regional_reclass : float
        Largest share of customers whose tier the region may change.
    random_state : int
        Seed of the weights that the report draws.
    """

    purpose: Purpose

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        indicators: Mapping[str, Indicator | None],
        weighting: Weighting,
        segment_names: Sequence[SegmentName],
        *,
        volume: str,
        shares: Sequence[float] = (0.2, 0.3, 0.5),
        region: RegionalAdjustment | None = None,
        coverage: float = 0.5,
        max_regional_reclass: float = 0.2,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.indicators = indicators
        self.weighting = weighting
        self.segment_names = segment_names
        self.volume = volume
        self.shares = shares
        self.region = region
        self.coverage = coverage
        self.max_regional_reclass = max_regional_reclass
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn the value, then the edges, from customers with status "ok".

        Raises
        ------
        ConfigError
            If no indicator is offered, or a setting is wrong.
        QualityError
            If nobody has a value, or the region changes too many tiers.
        """
        known = features[features["status"] == "ok"]
        self.appraisal_ = self._appraisal(self.region).fit(known)
        self.tiers_ = self._tiers(VALUE).fit(self._valued(known))
        self.n_segments_ = self.tiers_.n_segments_
        self.compared_ = self.volume in features and bool(
            known[self.volume].notna().any()
        )
        if self.compared_:
            self.by_volume_ = self._tiers(self.volume).fit(known)
        self.reclassified_ = self._reclassified(known)
        if self.reclassified_ > self.max_regional_reclass:
            raise QualityError(
                f"{self.name}: regional fine tuning should change the tier of "
                f"{percent(self.max_regional_reclass)} of the customers at most; it "
                f"changes that of {percent(self.reclassified_)}."
            )
        return self

    @property
    def column(self) -> str:
        """What profiles rank the segments by."""
        return self.volume

    @property
    def ladder(self) -> Ladder | None:
        """None: the value is no column of the features."""
        return None

    @property
    def used_columns(self) -> list[str]:
        """The columns that the indicators are read from."""
        return [each.column_ for each in self.appraisal_.indicators_.values()]

    def appraise(self, features: pd.DataFrame) -> Appraised:
        """Return the value of each row, and what it is made of."""
        return self.appraisal_(features)

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is the distance to the nearest edge, in edges."""
        return self.tiers_.membership(self._valued(features))

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the tier beyond the nearest edge, and how far it is in value."""
        return self.tiers_.beside(self._valued(features))

    def axes(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return value, coverage and utilities of each customer."""
        found = self.appraise(features)
        utilities = zip(self.appraisal_.names, found.utilities.T, strict=True)
        return features[KEY].assign(
            **{VALUE: found.value, "coverage": found.coverage},
            **{f"utility_{name}": column for name, column in utilities},
            segment_by_volume=self.placed_by_volume(features),
        )

    def placed_by_volume(self, features: pd.DataFrame) -> IntArray:
        """Return the tier of each row by volume alone; -1 where it has none."""
        if not self.compared_:
            return np.full(len(features), -1)
        return self.by_volume_.predict(features)

    def cut(self, values: FloatArray) -> IntArray:
        """Return tiers of the same shares, with edges learned anew."""
        return (values[:, None] < share_edges(values, self.shares)).sum(1)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield weights, coverage, and whom region, weights and volume reclassify."""
        return composite_report.report(self, features)

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say which dimensions there are not."""
        return composite_report.caveats(self, features, language)

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Return value, its two largest parts, and what would reach the next tier."""
        return explained(self, features, language)

    def _appraisal(self, region: RegionalAdjustment | None) -> Appraisal:
        return Appraisal(
            self.indicators, self.weighting, region=region, coverage=self.coverage
        )

    def _tiers(self, column: str) -> ShareTiers:
        return ShareTiers(
            self.name, self.purpose, column, self.shares, self.segment_names
        )

    def _valued(self, features: pd.DataFrame) -> pd.DataFrame:
        return features[[*KEY, "status"]].assign(
            **{VALUE: self.appraise(features).value}
        )

    def _reclassified(self, known: pd.DataFrame) -> float:
        """Share of customers whose tier is another without regions."""
        if self.region is None:
            return 0.0
        plain = self._appraisal(None).fit(known)
        valued = known[[*KEY, "status"]].assign(**{VALUE: plain(known).value})
        otherwise = self._tiers(VALUE).fit(valued).predict(valued)
        return float((otherwise != self.predict(known)).mean())
