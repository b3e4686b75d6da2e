"""A challenger, held against the champion on the same customers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from patronage import compare
from pipelines.reigning import Reigning

if TYPE_CHECKING:
    import pandas as pd

    from patronage.config import Config
    from pipelines.incumbent import Incumbent
    from pipelines.scheme_run import SchemeRun


@dataclass(frozen=True, eq=False)
class Challenge:
    """A scheme that was fitted anew, and the one that is in use, if there is any."""

    cfg: Config
    fitted: SchemeRun
    incumbent: Incumbent | None
    next_id: int = 1

    @property
    def as_of(self) -> str:
        """The day on which both are held against each other."""
        return str(self.fitted.shared.facts["as_of"])

    @cached_property
    def run(self) -> SchemeRun:
        """The challenger, its segments called as those that they go on from."""
        return replace(self.fitted, named=self.names)

    @cached_property
    def succession(self) -> compare.Succession | None:
        """Which segments go on; None before the first champion."""
        if self.incumbent is None:
            return None
        return compare.heirs(
            self.incumbent.placed,
            self.fitted.segments,
            names=self.incumbent.champion.names,
            n_segments=len(self.fitted.names),
            next_id=self.next_id,
            fixed=bool(self.fitted.scheme.segment_names),
        )

    @cached_property
    def names(self) -> pd.DataFrame:
        """The table `names`: what goes on keeps its id and its name."""
        made = self.fitted.names
        return made if self.succession is None else self.succession.named(made)

    @property
    def id_after(self) -> int:
        """The number of the next segment that is born; none is given twice."""
        if self.succession is None:
            return len(self.names) + 1
        return self.succession.next_id

    @cached_property
    def placed(self) -> pd.DataFrame:
        """The challenger's segments, with the ids that persist."""
        return self._with_ids(self.fitted.segments)

    @cached_property
    def lineage(self) -> pd.DataFrame | None:
        """What became of the champion's segments."""
        return None if self.succession is None else self.succession.told(self.names)

    @property
    def churn(self) -> float:
        """The share of customers whom the challenger puts elsewhere; NaN at first."""
        return math.nan if self.succession is None else self.succession.churn

    @cached_property
    def moved(self) -> compare.MovedApart | None:
        """Who changed segment since the champion was trained, and for which cause."""
        incumbent = self.incumbent
        if incumbent is None or incumbent.before is None:
            return None
        then = incumbent.before_by(self.fitted.shared)
        return compare.moved_apart(
            incumbent.before,
            incumbent.placed,
            self._with_ids(self.fitted.scheme.assign(then)),
            self.placed,
        )

    @cached_property
    def judgement(self) -> compare.Judgement:
        """Whether the challenger takes the champion's place, and why."""
        asked, outcomes = self.cfg.gate, self.fitted.shared.outcomes
        return compare.judge(
            self.champion_side,
            self.challenger_side,
            outcomes=outcomes if len(outcomes) else None,
            churn=self.churn,
            drift_due=self.incumbent is not None and self.incumbent.watched.due,
            tolerances=compare.Tolerances(
                stability=asked.stability,
                silhouette=asked.silhouette,
                usefulness=asked.usefulness,
                max_churn=asked.max_churn,
                min_share=asked.min_share,
                min_customers=asked.min_customers,
                level=asked.level,
                resamples=asked.resamples,
            ),
            seed=self.cfg.seed,
        )

    @cached_property
    def champion_side(self) -> compare.Side | None:
        """The champion, measured on the same day as the challenger."""
        if self.incumbent is None:
            return None
        return compare.Side(
            name=self.incumbent.champion.version,
            segments=self.incumbent.placed,
            metrics=_metrics(Reigning.of(self.fitted.shared, self.incumbent)),
            n_segments=len(self.incumbent.champion.names),
        )

    @cached_property
    def challenger_side(self) -> compare.Side:
        """The challenger."""
        scheme = self.fitted.scheme
        return compare.Side(
            name="challenger",
            segments=self.placed,
            metrics=self.metrics,
            promotable=scheme.promotable,
            refusals=tuple(getattr(scheme, "refusals_", ())),
            n_segments=len(self.names),
        )

    @cached_property
    def metrics(self) -> dict[str, float]:
        """The challenger's scorecard, as it is kept with its version."""
        return _metrics(self.run)

    def _with_ids(self, segments: pd.DataFrame) -> pd.DataFrame:
        ids = self.names.set_index("segment")["segment_id"]
        told = segments["segment"].map(ids).fillna("").astype("str")
        return segments.assign(segment_id=told)


def _metrics(run: SchemeRun) -> dict[str, float]:
    known = [each for each in run.scores if math.isfinite(each.value)]
    return {each.name: each.value for each in compare.metrics_of(known)}
