"""Schemes of any kind on the same customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from patronage.agreement import contingency
from patronage.compare.crosswalk import association, crosswalks, placed_in_both
from patronage.compare.decisions import summary
from patronage.compare.league import FIRST, in_order, scorecards
from patronage.compare.score import Score, scorecard

if TYPE_CHECKING:
    from patronage.segments import Purpose

REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A scheme as a comparison sees it.

    `kind` is clustering, quadrants or rules, and "reference" of what is no scheme but
    what schemes have to beat; `segments` is the table, `names` its table `names`.
    """

    name: str
    kind: str
    n_segments: int
    segments: pd.DataFrame
    scores: Sequence[Score]
    names: pd.DataFrame = field(default_factory=pd.DataFrame)
    purpose: Purpose | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A league of schemes, in the order of the metric `by`."""

    contenders: Sequence[Contender]
    by: str = FIRST

    @cached_property
    def scorecards(self) -> pd.DataFrame:
        """A row per scheme and metric: scheme, metric, value, low, high, rank."""
        return scorecards({c.name: scorecard(c.scores) for c in self.contenders})

    @cached_property
    def league(self) -> pd.DataFrame:
        """A row per scheme, the best first: scheme, kind, n_segments, the metrics."""
        about = pd.DataFrame(
            [(c.name, c.kind, c.n_segments) for c in self.contenders],
            columns=["scheme", "kind", "n_segments"],
        ).set_index("scheme")
        values = self.scorecards.pivot_table(
            index="scheme", columns="metric", values="value", sort=False
        )
        order = in_order(self.scorecards, self.by)
        wide = about.join(values).loc[order]
        return wide.rename_axis(columns=None).reset_index()

    @property
    def schemes(self) -> list[Contender]:
        """The contenders that are schemes, as they were given."""
        return [c for c in self.contenders if c.kind != REFERENCE]

    @cached_property
    def names(self) -> pd.DataFrame:
        """The table `names` of all schemes."""
        return pd.concat([c.names for c in self.schemes], ignore_index=True)

    @cached_property
    def crosswalk(self) -> pd.DataFrame:
        """The table `crosswalk` of every scheme with every other."""
        return crosswalks(
            {c.name: c.segments for c in self.schemes},
            {c.name: c.n_segments for c in self.schemes},
        )

    @cached_property
    def associations(self) -> pd.DataFrame:
        """A row per pair of schemes: how many customers both place, how alike."""
        rows = [
            {
                "scheme": a.name,
                "other_scheme": b.name,
                "customers": int(
                    contingency(*placed_in_both(a.segments, b.segments)).sum()
                ),
                **association(a.segments, b.segments),
            }
            for a, b in combinations(self.schemes, 2)
        ]
        columns = ["scheme", "other_scheme", "customers", "ami", "cramers_v"]
        return pd.DataFrame(rows, columns=columns)

    def summary(self, language: str = "en") -> list[str]:
        """Say which scheme serves which decision, in plain sentences."""
        why = {c.name: c.purpose for c in self.schemes}
        said = summary(self.scorecards, why)
        return [each.zh if language == "zh" else each.en for each in said]
