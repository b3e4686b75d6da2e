"""Everything that the run of one scheme holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeGuard

import pandas as pd

from patronage import compare, config, io, profiles
from patronage.loggable import Dataset, Loggable, Metric, Model, Params, Table, Text
from pipelines import feature_report, overriding, schemes
from pipelines.serving import Serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patronage.segments import SegmentName, SegmentScheme
    from pipelines.loyalty import Loyalty
    from pipelines.shared import Shared

EXAMPLE_ROWS = 5
CURVE = "selection.csv"
STABILITY = "stability.csv"
MIX = "quadrant_mix.csv"


@dataclass(frozen=True)
class SchemeRun:
    """One fitted scheme, and all that is said of it."""

    shared: Shared
    name: str

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
        if self.scheme.segment_names:
            return profiles.declared_names(self.name, self.scheme.segment_names)
        features, ranked_by = self.shared.features, self._ranked_by
        levels = profiles.value_levels(features, self.segments, value=ranked_by)
        told = profiles.spoken(
            features,
            self.segments,
            self.shared.dictionary,
            n_segments=self.scheme.n_segments_,
            said=ranked_by if levels else "",
        )
        return profiles.cluster_names(
            told,
            levels,
            scheme=self.name,
            quadrants=self.quadrant_mix,
            given=self.scheme.given_names,
        )

    @cached_property
    def quadrant_mix(self) -> pd.DataFrame | None:
        """Which loyalty quadrants live in each segment of another scheme."""
        beside = self._beside
        return None if beside is None else beside.mix(self.segments)

    @cached_property
    def own_words(self) -> list[Loggable]:
        """What the scheme says of itself."""
        return list(self.scheme.report(self.shared.features))

    @property
    def curve(self) -> pd.DataFrame | None:
        """The table of k, from schemes that choose it: told with its figure."""
        return self._own_table(CURVE)

    @property
    def _own_names(self) -> Mapping[int, SegmentName]:
        """Names that the scheme brings along."""
        return {**self.scheme.given_names, **dict(enumerate(self.scheme.segment_names))}

    @property
    def _ranked_by(self) -> str:
        """The column by which the scheme ranks its segments; spend, if by none."""
        column = getattr(self.scheme, "column", "monetary_total")
        return str(getattr(self.scheme, "value", column))

    @cached_property
    def agreement(self) -> compare.Agreement | None:
        """Whether the segments come back, of schemes that do not say so themselves."""
        if any(_is_stability(item) for item in self.own_words):
            return None
        cfg = self.shared.cfg
        return compare.bootstrap_agreement(
            self.scheme.acting,
            self.shared.features,
            seed=cfg.seed,
            n_bootstraps=cfg.n_bootstraps,
            n_jobs=cfg.n_jobs,
        )

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
            keys={segment: name.key for segment, name in self._own_names.items()},
            currency=self.shared.currency,
            language=self.shared.cfg.language.value,
            ranked_by=self._ranked_by,
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

    def items(self) -> Iterator[Loggable]:
        """Yield all that is tracked, the cards first."""
        told = list(profiles.describe(self.described))
        known = {item.name: item.value for item in told if isinstance(item, Metric)}
        return chain(
            told,
            (item for item in self.own_words if not _is_table(item, CURVE)),
            self._judgement(),
            overriding.items(self.overrides, self.names),
            Serving(self).usefulness(known),
            self._making(),
        )

    def _judgement(self) -> Iterator[Loggable]:
        """How good the scheme is, under the same names for every kind."""
        seed = self.shared.cfg.seed
        yield from compare.quality(self.shared.matrix, self.segments, seed=seed)
        yield from compare.future(self.segments, self.shared.outcomes)
        if self.agreement is not None and self.stability is not None:
            yield from self.agreement.metrics
            yield Table(STABILITY, self.stability)
        if self.quadrant_mix is not None:
            yield Table(MIX, self.quadrant_mix)
            yield from self._association()
        if self._own is not None:
            yield from self._own.judgement(self.shared.outcomes)
            wording = self.described.wording
            yield from self._own.honesty(self.shared.features, wording, seed=seed)

    def _association(self) -> Iterator[Loggable]:
        """How far the segments repeat the loyalty quadrants."""
        if self._beside is not None:
            found = compare.association(self.segments, self._beside.segments)
            yield from (Metric(f"quadrants/{n}", v) for n, v in found.items())

    def _making(self) -> Iterator[Loggable]:
        """How the scheme was made, so that it can be made again."""
        cfg, features = self.shared.cfg, self.shared.features
        facts = self.shared.facts
        yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
        yield Text("config.yaml", config.to_yaml(cfg, facts))
        yield from feature_report.items(self.shared)
        yield Dataset("features", features)
        yield Model(self.scheme, features.head(EXAMPLE_ROWS))

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
    def _beside(self) -> Loyalty | None:
        """The quadrants, where this scheme is another."""
        return self.shared.loyalty if self._own is None else None

    def _notes(self) -> list[str]:
        """What must stand beside the result, in the language of the report."""
        language = self.shared.cfg.language.value
        said = overriding.sentences(self.overrides, language)
        said += self.scheme.caveats(self.shared.features, language)
        if self._own is not None:
            said += self._own.notes(self.shared.outcomes, language)
        if self._beside is not None:
            said += self._beside.circularity(self.scheme.used_columns, language)
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
