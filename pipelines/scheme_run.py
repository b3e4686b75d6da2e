"""Everything that the run of one scheme holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import compare, config, io, profiles
from patronage.loggable import Dataset, Loggable, Metric, Model, Params, Table, Text
from patronage.study.telling import CURVE, STABILITY, Telling
from pipelines import feature_report, overriding, schemes
from pipelines.serving import KOTLER, PLAYBOOK, Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.config import Config
    from patronage.profiles.wording import Language
    from patronage.segments import Purpose, SegmentScheme
    from pipelines.shared import Shared

EXAMPLE_ROWS = 5
MIX = "quadrant_mix.csv"
EXAMPLES = (
    "Costs and shares come from conf/playbook: examples, until you set your own.",
    "成本与占比取自 conf/playbook：在您自行设定之前仅为示例。",
)


@dataclass(frozen=True)
class SchemeRun:
    """One fitted scheme, and all that is tracked of it.

    `asked` is how it was configured, where that is not how its source is; `named` is
    its table `names`, where its segments go on from earlier ones, and `version` what it
    is published as.
    """

    shared: Shared
    name: str
    asked: Config | None = None
    named: pd.DataFrame | None = None
    version: str = ""

    @cached_property
    def scheme(self) -> SegmentScheme:
        """The fitted scheme."""
        schemes.require(self.shared.folder, self.name)
        loaded: SegmentScheme = io.load_model(self.shared.folder.model(self.name))
        return loaded

    @cached_property
    def segments(self) -> pd.DataFrame:
        """Its table `segments`."""
        return schemes.read_segments(self.shared.folder, self.name)

    @cached_property
    def overrides(self) -> pd.DataFrame:
        """Its table `overrides`: whom a person has put somewhere; often empty."""
        return overriding.kept(self.shared.folder, self.name)

    @cached_property
    def telling(self) -> Telling:
        """What can be said of it."""
        source = self.shared.cfg.source
        return Telling(
            scheme=self.scheme,
            segments=self.segments,
            ground=self.shared.ground,
            dictionary=self.shared.dictionary,
            loyalty=self.shared.loyalty,
            source=source["name"],
            origin=source.get("description", ""),
            currency=self.shared.currency,
            inherited=self.named,
        )

    @property
    def title(self) -> str:
        """`kmeans-k4` where the number was chosen, else the scheme's name."""
        chosen = f"{self.name}-k{self.scheme.n_segments_}"
        return self.name if self.scheme.segment_names else chosen

    @property
    def names(self) -> pd.DataFrame:
        """Its table `names`."""
        return self.telling.names

    @cached_property
    def described(self) -> profiles.Described:
        """The scheme as profiles tell it."""
        language: Language = self.shared.cfg.language.value
        by_hand = overriding.sentences(self.overrides, language)
        return self.telling.described(language, by_hand)

    @cached_property
    def scores(self) -> list[compare.Score]:
        """The scheme's scorecard, under the same names for every kind."""
        useful = (item for item in self._useful if isinstance(item, Metric))
        told = [*self._profiled, *self.telling.own_metrics, *self.telling.judged]
        return compare.scores_of([*told, *useful], compare.SHOWN)

    def items(self) -> Iterator[Loggable]:
        """Yield all that is tracked, the cards first."""
        own = self.telling.own_words
        return chain(
            profiles.describe(self.described, **self._beside),
            (each for each in own if getattr(each, "name", "") != CURVE),
            self.telling.judged,
            self._judgement(),
            overriding.items(self.overrides, self.names),
            self._useful,
            self._making(),
        )

    @cached_property
    def _profiled(self) -> list[Metric]:
        return list(profiles.profile_metrics(self.described))

    @cached_property
    def _useful(self) -> list[Loggable]:
        """Kotler's criteria, and what the playbook does and costs."""
        known = {each.name: each.value for each in self._profiled}
        return list(Serving(self).usefulness(known))

    @property
    def _beside(self) -> dict[str, Any]:
        """What the report tells of the scheme's worth, and of how it was made."""
        say, useful = self.described.wording.say, self._useful
        tables = {each.name: each.frame for each in useful if isinstance(each, Table)}
        return {
            "scorecard": compare.scorecard(self.scores),
            "kotler": tables[KOTLER],
            "playbook": tables.get(PLAYBOOK, pd.DataFrame()),
            "playbook_note": say(*EXAMPLES),
            **self.shared.made(self._settings),
        }

    def _judgement(self) -> Iterator[Loggable]:
        """What else speaks for or against the scheme."""
        told = self.telling
        if told.agreement is not None and told.stability is not None:
            yield Table(STABILITY, told.stability)
        if told.other is not None and told.quadrant_mix is not None:
            yield Table(MIX, told.quadrant_mix)
            found = compare.association(self.segments, told.other.segments)
            yield from (Metric(f"quadrants/{n}", v) for n, v in found.items())
        if told.own is not None:
            yield from told.own.judgement(self.shared.outcomes)
            wording, seed = self.described.wording, self.shared.cfg.seed
            yield from told.own.honesty(self.shared.features, wording, seed=seed)

    def _making(self) -> Iterator[Loggable]:
        """How the scheme was made, so that it can be made again."""
        cfg, features = self.asked or self.shared.cfg, self.shared.features
        facts = self.shared.facts
        yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
        yield Text("config.yaml", self._settings)
        yield from feature_report.items(self.shared)
        yield Dataset("features", features)
        yield self._model(features.head(EXAMPLE_ROWS))

    def _model(self, example: pd.DataFrame) -> Model:
        """The model, in the registry too where it is no trial of a sweep."""
        name = f"{self.shared.cfg.source.name}.{self.name}"
        purpose = self.scheme.acting.purpose
        return Model(
            self.scheme,
            example,
            registered_as="" if config.current_trial() else name,
            version=self.version,
            names=self.names,
            description="" if purpose is None else _in_short(purpose),
        )

    @property
    def _settings(self) -> str:
        return config.to_yaml(self.asked or self.shared.cfg, self.shared.facts)


def _in_short(purpose: Purpose) -> str:
    """What a scheme is for, and what is decided by it."""
    said = (purpose.objective, purpose.decision)
    return " ".join(f"{each.rstrip('.')}." for each in said)
