"""Everything that the run of a comparison holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from patronage import compare, config, profiles
from patronage.loggable import Loggable, Metric, Params, Table, Text
from patronage.study.configured_scheme import kind_of
from patronage.study.league_page import league_page

if TYPE_CHECKING:
    import pandas as pd

    from patronage.profiles.wording import Language
    from pipelines.scheme_run import SchemeRun

WIDE = 110
FEW = ("future/gini", "future/retention_auc", "stability/ari", "flapping/steady")


@dataclass(frozen=True)
class LeagueRun:
    """Fitted schemes of one source, held against each other."""

    runs: Sequence[SchemeRun]

    @cached_property
    def comparison(self) -> compare.Comparison:
        """The league."""
        first = self.runs[0]
        return compare.Comparison(
            contenders=[
                *map(_contender, self.runs),
                *first.shared.ground.references(first.segments),
            ],
            by=first.shared.cfg.compare.by,
        )

    @property
    def summary(self) -> list[str]:
        """What a reader should take from it, in the language of the report."""
        return self.comparison.summary(self._language)

    def table(self, width: int) -> pd.DataFrame:
        """The league as texts that can be read on `width` columns of a terminal."""
        page, shown = self._page, {} if width >= WIDE else {"metrics": FEW}
        told = profiles.league_table(
            page.scorecards, page.league, page.wording, **shown
        )
        # the kind is told in the report
        return told.drop(columns=told.columns[1])

    def items(self) -> Iterator[Loggable]:
        """Yield all that is tracked."""
        shared, found = self.runs[0].shared, self.comparison
        cfg, facts = shared.cfg, shared.facts
        yield from profiles.compared(self._page)
        names = ", ".join(each.name for each in self.runs)
        yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
        yield Params({"schemes": names, "by": found.by})
        known = found.scorecards[found.scorecards["metric"] == found.by].dropna(
            subset="value"
        )
        for scheme, value in zip(known["scheme"], known["value"], strict=True):
            yield Metric(f"league/{scheme}", float(value))
        yield Table("crosswalks.csv", found.crosswalk)
        yield Text("config.yaml", config.to_yaml(cfg, facts))

    @cached_property
    def _page(self) -> profiles.ComparisonPage:
        shared = self.runs[0].shared
        described = [each.described for each in self.runs]
        made = shared.made(config.to_yaml(shared.cfg, shared.facts))
        return league_page(self.comparison, described, self._language, **made)

    @property
    def _language(self) -> Language:
        language: Language = self.runs[0].shared.cfg.language.value
        return language


def _contender(run: SchemeRun) -> compare.Contender:
    return compare.Contender(
        name=run.name,
        kind=kind_of(run.scheme),
        n_segments=len(run.names),
        segments=run.segments,
        scores=run.scores,
        names=run.names,
        purpose=run.scheme.acting.purpose,
    )
