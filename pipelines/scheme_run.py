"""Everything that the run of one scheme holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeGuard

import pandas as pd

from patronage import compare, config, io, profiles
from patronage.loggable import Dataset, Loggable, Metric, Model, Params, Table, Text
from patronage.study.naming import names_of, own_names, ranked_by
from pipelines import feature_report, overriding, schemes
from pipelines.serving import KOTLER, PLAYBOOK, Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.config import Config
    from patronage.segments import SegmentScheme
    from pipelines.loyalty import Loyalty
    from pipelines.shared import Shared

EXAMPLE_ROWS = 5
CURVE = "selection.csv"
STABILITY = "stability.csv"
MIX = "quadrant_mix.csv"
EXAMPLES = (
    "Costs and shares come from conf/playbook: examples, until you set your own.",
    "成本与占比取自 conf/playbook：在您自行设定之前仅为示例。",
)


@dataclass(frozen=True)
class SchemeRun:
    """One fitted scheme, and all that is said of it.

    `asked` is how it was configured, where that is not how its source is.
    """

    shared: Shared
    name: str
    asked: Config | None = None

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

    @property
    def title(self) -> str:
        """`kmeans-k4` where the number was chosen, else the scheme's name."""
        chosen = f"{self.name}-k{self.scheme.n_segments_}"
        return self.name if self.scheme.segment_names else chosen

    @cached_property
    def names(self) -> pd.DataFrame:
        """Names from the yaml, or made from what sets the segments apart."""
        of = self.shared.features, self.segments, self.shared.dictionary
        return names_of(self.scheme, *of, quadrants=self.quadrant_mix)

    @cached_property
    def quadrant_mix(self) -> pd.DataFrame | None:
        """Which loyalty quadrants live in each segment of another scheme."""
        beside = self._other
        return None if beside is None else beside.mix(self.segments)

    @cached_property
    def own_words(self) -> list[Loggable]:
        """What the scheme says of itself."""
        return list(self.scheme.report(self.shared.features))

    @property
    def curve(self) -> pd.DataFrame | None:
        """The table of k, from schemes that choose it: told with its figure."""
        return self._own_table(CURVE)

    @cached_property
    def agreement(self) -> compare.Agreement | None:
        """Whether the segments come back, of schemes that do not say so themselves."""
        if any(_is_stability(item) for item in self.own_words):
            return None
        return self.shared.ground.agreement(self.scheme.acting)

    @cached_property
    def stability(self) -> pd.DataFrame | None:
        """How far each segment comes back: `segment`, `jaccard`."""
        if self.agreement is None:
            return self._own_table(STABILITY)
        pairs = list(self.agreement.jaccard.items())
        return pd.DataFrame(pairs, columns=["segment", "jaccard"])

    @cached_property
    def described(self) -> profiles.Described:
        """The scheme as profiles tell it."""
        return profiles.Described(
            scheme=self.name,
            features=self.shared.features,
            segments=self.segments,
            dictionary=self.shared.dictionary,
            names=self.names,
            purpose=self.scheme.acting.purpose,
            keys={
                segment: name.key for segment, name in own_names(self.scheme).items()
            },
            currency=self.shared.currency,
            language=self.shared.cfg.language.value,
            ranked_by=ranked_by(self.scheme),
            source=self.shared.cfg.source["name"],
            origin=self.shared.cfg.source.get("description", ""),
            notes=self._notes(),
            quadrants=self._quadrant_map(),
            selection=self.curve,
            verdict=self._verdict(),
            stability=self.stability,
            used=self.scheme.used_columns,
            matrix=self.shared.matrix,
            seed=self.shared.cfg.seed,
        )

    @cached_property
    def serving(self) -> Serving:
        """How its segments are served."""
        return Serving(self)

    @cached_property
    def scores(self) -> list[compare.Score]:
        """The scheme's scorecard, under the same names for every kind."""
        told = [*self._told, *self._judged]
        return compare.scores_of(told, compare.SHOWN)

    def items(self) -> Iterator[Loggable]:
        """Yield all that is tracked, the cards first."""
        return chain(
            profiles.describe(self.described, **self._beside),
            (item for item in self.own_words if not _is_table(item, CURVE)),
            self._judged,
            self._judgement(),
            overriding.items(self.overrides, self.names),
            self.serving.usefulness(self._known),
            self._making(),
        )

    @property
    def _beside(self) -> dict[str, Any]:
        """What the report tells of the scheme's worth, and of how it was made."""
        say, useful = self.described.wording.say, self.serving.usefulness(self._known)
        tables = {each.name: each.frame for each in useful if isinstance(each, Table)}
        return {
            "scorecard": compare.scorecard(self.scores),
            "kotler": tables[KOTLER],
            "playbook": tables.get(PLAYBOOK, pd.DataFrame()),
            "playbook_note": say(*EXAMPLES),
            **self.shared.made(self._settings),
        }

    @cached_property
    def _told(self) -> list[Metric]:
        """What the profile and the scheme itself say in numbers."""
        described = self.described
        profiled = profiles.profile_metrics(described)
        own = (item for item in self.own_words if isinstance(item, Metric))
        known = [*profiled, *own]
        useful = self.serving.usefulness({each.name: each.value for each in known})
        return [*known, *(item for item in useful if isinstance(item, Metric))]

    @property
    def _known(self) -> dict[str, float]:
        return {each.name: each.value for each in self._told}

    @cached_property
    def _judged(self) -> list[Metric]:
        """How good the scheme is, as every scheme is judged."""
        scores = [*self.shared.ground.scores(self.scheme, self.segments)]
        if self.agreement is not None:
            scores += self.agreement.scores
        return list(compare.metrics_of(scores))

    def _judgement(self) -> Iterator[Loggable]:
        """What else speaks for or against the scheme."""
        if self.agreement is not None and self.stability is not None:
            yield Table(STABILITY, self.stability)
        if self.quadrant_mix is not None:
            yield Table(MIX, self.quadrant_mix)
            yield from self._association()
        if self._own is not None:
            yield from self._own.judgement(self.shared.outcomes)
            wording, seed = self.described.wording, self.shared.cfg.seed
            yield from self._own.honesty(self.shared.features, wording, seed=seed)

    def _association(self) -> Iterator[Loggable]:
        """How far the segments repeat the loyalty quadrants."""
        if self._other is not None:
            found = compare.association(self.segments, self._other.segments)
            yield from (Metric(f"quadrants/{n}", v) for n, v in found.items())

    def _making(self) -> Iterator[Loggable]:
        """How the scheme was made, so that it can be made again."""
        cfg, features = self.asked or self.shared.cfg, self.shared.features
        facts = self.shared.facts
        yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
        yield Text("config.yaml", self._settings)
        yield from feature_report.items(self.shared)
        yield Dataset("features", features)
        yield Model(self.scheme, features.head(EXAMPLE_ROWS))

    @property
    def _settings(self) -> str:
        return config.to_yaml(self.asked or self.shared.cfg, self.shared.facts)

    def _own_table(self, name: str) -> pd.DataFrame | None:
        """A table among what the scheme says of itself."""
        tables = (item for item in self.own_words if _is_table(item, name))
        return next((table.frame for table in tables), None)

    def _verdict(self) -> profiles.Phrase | None:
        """What the segments are, of schemes that looked for them in the data."""
        found = getattr(self.scheme, "meaning", None)
        return None if found is None else profiles.Phrase(*found)

    @property
    def _own(self) -> Loyalty | None:
        """The quadrants, where this scheme is them."""
        loyalty = self.shared.loyalty
        own = loyalty is not None and loyalty.scheme.name == self.name
        return loyalty if own else None

    @property
    def _other(self) -> Loyalty | None:
        """The quadrants, where this scheme is another."""
        return self.shared.loyalty if self._own is None else None

    def _notes(self) -> list[str]:
        """What must stand beside the result, in the language of the report."""
        language = self.shared.cfg.language.value
        said = overriding.sentences(self.overrides, language)
        said += self.scheme.caveats(self.shared.features, language)
        if self._own is not None:
            said += self._own.notes(self.shared.outcomes, language)
        if self._other is not None:
            said += self._other.circularity(self.scheme.used_columns, language)
        return said

    def _quadrant_map(self) -> profiles.QuadrantMap | None:
        loyalty, language = self.shared.loyalty, self.shared.cfg.language.value
        if loyalty is None:
            return None
        names = self.names.rename(columns={f"name_{language}": "name"})
        own = self._own is not None
        marked = None if own else loyalty.centres(self.segments, names)
        return loyalty.map(language, marked)


def _is_table(item: Loggable, name: str) -> TypeGuard[Table]:
    return isinstance(item, Table) and item.name == name


def _is_stability(item: Loggable) -> bool:
    return isinstance(item, Metric) and item.name.startswith("stability/")
