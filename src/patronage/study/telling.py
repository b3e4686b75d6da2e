"""A fitted scheme, with all that can be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage import compare, profiles
from patronage.loggable import Loggable, Metric, Table
from patronage.study.naming import names_of, own_names, ranked_by

if TYPE_CHECKING:
    from patronage.profiles.wording import Language
    from patronage.segments import SegmentScheme
    from patronage.study.ground import Ground
    from patronage.study.loyalty import Loyalty

CURVE, STABILITY, OWN_STABILITY = "selection.csv", "stability.csv", "stability/"


@dataclass(frozen=True, kw_only=True, eq=False)
class Telling:
    """A scheme, the segments that it gives, and what it is judged on.

    `loyalty` are the quadrants of the same customers: the scheme itself, or another
    that it is held against. `source` is whose customers they are, `origin` says it in a
    sentence. `inherited` is the table `names`, where segments go on from earlier ones.
    """

    scheme: SegmentScheme
    segments: pd.DataFrame
    ground: Ground
    dictionary: pd.DataFrame
    loyalty: Loyalty | None = None
    source: str = ""
    origin: str = ""
    currency: str = ""
    inherited: pd.DataFrame | None = None

    @property
    def own(self) -> Loyalty | None:
        """The quadrants, where the scheme is them."""
        loyalty = self.loyalty
        own = loyalty is not None and loyalty.scheme.name == self.scheme.name
        return loyalty if own else None

    @property
    def other(self) -> Loyalty | None:
        """The quadrants, where the scheme is another."""
        return self.loyalty if self.own is None else None

    @cached_property
    def quadrant_mix(self) -> pd.DataFrame | None:
        """Which loyalty quadrants live in each segment of another scheme."""
        return None if self.other is None else self.other.mix(self.segments)

    @cached_property
    def names(self) -> pd.DataFrame:
        """Names from the yaml, or made from what sets the segments apart."""
        if self.inherited is not None:
            return self.inherited
        of = self.ground.features, self.segments, self.dictionary
        return names_of(self.scheme, *of, quadrants=self.quadrant_mix)

    @cached_property
    def own_words(self) -> list[Loggable]:
        """What the scheme says of itself."""
        return list(self.scheme.report(self.ground.features))

    @cached_property
    def agreement(self) -> compare.Agreement | None:
        """Whether the segments come back, of schemes that do not say so themselves."""
        own = (each.name for each in self.own_words if isinstance(each, Metric))
        if any(name.startswith(OWN_STABILITY) for name in own):
            return None
        return self.ground.agreement(self.scheme.acting)

    @cached_property
    def stability(self) -> pd.DataFrame | None:
        """How far each segment comes back: `segment`, `jaccard`."""
        if self.agreement is None:
            return self._own_table(STABILITY)
        pairs = list(self.agreement.jaccard.items())
        return pd.DataFrame(pairs, columns=["segment", "jaccard"])

    def described(
        self, language: Language, notes: Sequence[str] = ()
    ) -> profiles.Described:
        """Return the scheme as profiles tell it, `notes` before its own."""
        scheme, ground = self.scheme, self.ground
        return profiles.Described(
            scheme=scheme.name,
            features=ground.features,
            segments=self.segments,
            dictionary=self.dictionary,
            names=self.names,
            purpose=scheme.acting.purpose,
            keys={segment: name.key for segment, name in own_names(scheme).items()},
            currency=self.currency,
            language=language,
            ranked_by=ranked_by(scheme),
            source=self.source,
            origin=self.origin,
            notes=[*notes, *self._notes(language)],
            quadrants=self._map(language),
            selection=self._own_table(CURVE),
            verdict=self._verdict,
            stability=self.stability,
            used=scheme.used_columns,
            matrix=ground.matrix,
            seed=ground.seed,
        )

    @cached_property
    def judged(self) -> list[Metric]:
        """How good the scheme is, as every scheme is judged."""
        scores = [*self.ground.scores(self.scheme, self.segments)]
        if self.agreement is not None:
            scores += self.agreement.scores
        return list(compare.metrics_of(scores))

    @property
    def own_metrics(self) -> list[Metric]:
        """What the scheme says of itself in numbers."""
        return [each for each in self.own_words if isinstance(each, Metric)]

    def _notes(self, language: Language) -> list[str]:
        """What must stand beside the result."""
        said = self.scheme.caveats(self.ground.features, language)
        if self.own is not None:
            said += self.own.notes(self.ground.outcomes, language)
        if self.other is not None:
            said += self.other.circularity(self.scheme.used_columns, language)
        return said

    def _map(self, language: Language) -> profiles.QuadrantMap | None:
        if self.loyalty is None:
            return None
        names = self.names.rename(columns={f"name_{language}": "name"})
        own = self.own is not None
        marked = None if own else self.loyalty.centres(self.segments, names)
        return self.loyalty.map(language, marked)

    def _own_table(self, name: str) -> pd.DataFrame | None:
        """A table among what the scheme says of itself."""
        tables = (each for each in self.own_words if isinstance(each, Table))
        return next((each.frame for each in tables if each.name == name), None)

    @property
    def _verdict(self) -> profiles.Phrase | None:
        """What the segments are, of schemes that looked for them in the data."""
        found = getattr(self.scheme, "meaning", None)
        return None if found is None else profiles.Phrase(*found)
