"""What all schemes of a source are judged on: the same customers, and their future."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage import compare
from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.segments import SegmentScheme
    from patronage.study.earlier import Earlier

SPEND = "monetary_total"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Customers as they stood on one day, and what they did afterwards.

    `matrix` holds standardised features, its index customer ids. With `earlier`, it
    is also measured who changes segment between two days.
    """

    features: pd.DataFrame
    outcomes: pd.DataFrame
    matrix: pd.DataFrame
    seed: int = 0
    resamples: int = 200
    n_bootstraps: int = 20
    n_jobs: int = 1
    earlier: Earlier | None = None

    @cached_property
    def active(self) -> pd.Series:
        """The ids of the customers who bought something in the window."""
        return self.features.loc[self.features["status"] == "ok", "customer_id"]

    def scores(
        self, scheme: SegmentScheme, segments: pd.DataFrame
    ) -> Iterator[compare.Score]:
        """Yield how good a fitted scheme is, under the same names for every kind."""
        yield from self.scores_of(segments)
        if self.earlier is not None:
            before = scheme.assign(self.earlier.features)
            now = scheme.assign(self.features)
            yield from compare.flapping(before, now, self.earlier.steady)

    def scores_of(self, segments: pd.DataFrame) -> Iterator[compare.Score]:
        """Yield what a table `segments` alone says."""
        seed = self.seed
        yield from compare.quality(self.matrix, segments, seed=seed)
        yield from compare.future(
            segments, self._active_outcomes, seed=seed, resamples=self.resamples
        )
        yield from compare.coverage(segments, self.active)

    def agreement(self, scheme: SegmentScheme) -> compare.Agreement:
        """Fit the scheme again on customers drawn again."""
        return compare.bootstrap_agreement(
            scheme,
            self.features,
            seed=self.seed,
            n_bootstraps=self.n_bootstraps,
            n_jobs=self.n_jobs,
        )

    def references(self, segments: pd.DataFrame) -> Iterator[compare.Contender]:
        """Yield what schemes have to beat; `segments` are dealt out by chance."""
        tables = {compare.ONE: compare.one_segment(self.features)}
        if SPEND in self.features:
            tables[compare.DECILES] = compare.spend_deciles(self.features, SPEND)
        tables[compare.RANDOM] = compare.random_segments(segments, seed=self.seed)
        for name, table in tables.items():
            yield compare.Contender(
                name=name,
                kind=compare.REFERENCE,
                n_segments=_filled(table),
                segments=table,
                scores=list(self.scores_of(table)),
            )

    @cached_property
    def _active_outcomes(self) -> pd.DataFrame:
        active = self.features.loc[self.features["status"] == "ok", KEY]
        return active.merge(self.outcomes, on=KEY)


def _filled(segments: pd.DataFrame) -> int:
    placed = segments["segment"].to_numpy(np.int64)
    return len(np.unique(placed[placed >= 0]))
