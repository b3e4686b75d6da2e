"""Grades by the scale of a business and the structure of what it sells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from sklearn.base import clone

from patronage.errors import ConfigError, QualityError
from patronage.loggable import Loggable, Metric, Params
from patronage.rules.columns import check_columns
from patronage.rules.composite_grades import CompositeGrades
from patronage.rules.grid_grades import GridGrades
from patronage.rules.peer_ranks import PeerRanks, Peers
from patronage.rules.report import gini, top_share
from patronage.segments import (
    UNASSIGNED,
    Beside,
    Explanation,
    Membership,
    SegmentScheme,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, Purpose, SegmentName

EVERYWHERE = "all"


class GradeScheme(SegmentScheme):
    """Grade customers by two ranks within their market.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    grading : CompositeGrades or GridGrades
        How two ranks make a grade.
    segment_names : sequence of SegmentName
        One name per grade, the best first.
    scale, structure : str
        What is ranked: how much is bought, and how dear (the price of a unit).
    market : str, optional
        The column of the market within which customers are ranked; without it, among
        all.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        grading: CompositeGrades | GridGrades,
        segment_names: Sequence[SegmentName],
        *,
        scale: str = "volume_per_month",
        structure: str = "unit_price",
        market: str | None = None,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.grading = grading
        self.segment_names = segment_names
        self.scale = scale
        self.structure = structure
        self.market = market

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn the ranks, and the grades, from customers with status "ok".

        Raises
        ------
        ConfigError
            If a column is missing, the grading is none, or the names do not fit it.
        QualityError
            If no customer has scale, structure and market.
        """
        check_columns(features, self.used_columns, self.name)
        active = features[(features["status"] == "ok").to_numpy()]
        known = active[active[self.used_columns].notna().all(axis=1)]
        if known.empty:
            raise QualityError(
                f"{self.name}: no customer has {', '.join(self.used_columns)}."
            )
        peers = self._peers(known)
        self.scale_, self.structure_ = (
            PeerRanks().fit(known[column].to_numpy(np.float64), peers)
            for column in (self.scale, self.structure)
        )
        self.grading_ = clone(self.grading).fit(*self._ranks(known))
        self.n_segments_ = self.grading_.n_grades
        self._check_names()
        return self

    @property
    def column(self) -> str:
        """The column by which grades are ordered first."""
        return self.scale

    @property
    def used_columns(self) -> list[str]:
        """Scale, structure, and the market if there is one."""
        return [self.scale, self.structure, *([self.market] if self.market else [])]

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; without scale, structure or a known market, nowhere."""
        scale, structure = self._ranks(features)
        known = self._known(scale, structure)
        segment = np.full(len(features), UNASSIGNED, np.int64)
        segment[known] = self.grading_.place(scale[known], structure[known])
        return Membership(
            segment=segment,
            status=np.where(known, "ok", "unknown"),
            probability=np.where(known, 1.0, np.nan),
            margin=np.full(len(features), np.nan),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the next grade, and the change of rank that it takes."""
        return self.grading_.beside(*self._ranks(features))

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield what is graded, and how concentrated the scale is."""
        yield Params(
            {
                "scheme": self.name,
                "kind": "rules",
                "column": self.scale,
                "structure": self.structure,
                "market": self.market or EVERYWHERE,
            }
        )
        known = features.loc[features["status"] == "ok", self.scale].dropna()
        values = known.to_numpy(np.float64)
        yield Metric("concentration/gini", gini(values))
        yield Metric("concentration/top_20", top_share(values, 0.2))

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Say of each customer both ranks, and what the next grade takes."""
        scale, structure = self._ranks(features)
        known = self._known(scale, structure)
        graded = self.grading_.explain(
            scale[known], structure[known], self.segment_names, language
        )
        unknown = Explanation(
            because="规模、结构或市场未知，未定级。"
            if language == "zh"
            else "scale, structure or market is not known: no grade."
        )
        told = iter(graded)
        return [next(told) if each else unknown for each in known]

    def _ranks(self, features: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
        peers = self._peers(features)
        scale = features[self.scale].to_numpy(np.float64)
        structure = features[self.structure].to_numpy(np.float64)
        return self.scale_.share(scale, peers), self.structure_.share(structure, peers)

    def _peers(self, features: pd.DataFrame) -> Peers:
        if self.market is None:
            return np.full(len(features), EVERYWHERE, object)
        return features[self.market].astype("str").fillna("").to_numpy(object)

    def _known(self, scale: FloatArray, structure: FloatArray) -> NDArray[np.bool_]:
        known: NDArray[np.bool_] = ~np.isnan(scale) & ~np.isnan(structure)
        return known

    def _check_names(self) -> None:
        if len(self.segment_names) != self.n_segments_:
            raise ConfigError(
                f"{self.name}: each of the {self.n_segments_} grades needs a name; got "
                f"{len(self.segment_names)}."
            )
