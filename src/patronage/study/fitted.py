"""One fitted scheme, and all that can be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import pandas as pd

from patronage import compare, io, profiles
from patronage.errors import InputError
from patronage.loggable import Figure as FigureItem
from patronage.loggable import Loggable, Metric, Table, Text
from patronage.profiles.markup import table
from patronage.quadrants import QuadrantScheme
from patronage.study.configured_scheme import kind_of
from patronage.study.languages import chosen
from patronage.study.loyalty import Loyalty
from patronage.study.naming import names_of, own_names, ranked_by

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from patronage.profiles.wording import Language
    from patronage.segments import Explanation, SegmentScheme
    from patronage.study.view import View

CURVE, STABILITY = "selection.csv", "stability.csv"
OWN_STABILITY, REPORT = "stability/", "report.html"


@dataclass(frozen=True, eq=False)
class Fitted:
    """A scheme that a study has fitted: its segments, what they are, how good.

    What takes long, such as the scorecard, is made when it is asked for, once.

    >>> fitted = study.fit("tier3")
    >>> fitted.segments["name"].value_counts().to_dict()
    {'Low value': 30, 'Mid value': 18, 'High value': 12}
    """

    view: View
    scheme: SegmentScheme

    @property
    def name(self) -> str:
        """The scheme's name."""
        return self.scheme.name

    @cached_property
    def assigned(self) -> pd.DataFrame:
        """The table `segments`, as the scheme gives it."""
        return self.scheme.assign(self.view.features)

    @cached_property
    def segments(self) -> pd.DataFrame:
        """A row per customer: segment, status, probability, margin, and its names."""
        named = self.names.rename(columns={f"name_{self.view.language}": "name"})
        return self.assigned.merge(
            named[["segment", "segment_id", "name"]], on="segment", how="left"
        )

    @cached_property
    def names(self) -> pd.DataFrame:
        """A row per segment: scheme, segment, segment_id, name_en, name_zh."""
        of = self.view.features, self.assigned, self.view.dictionary
        return names_of(self.scheme, *of)

    @property
    def profile(self) -> pd.DataFrame:
        """A row per segment: size, share of customers and of revenue, medians."""
        return self.described.profile

    @cached_property
    def scorecard(self) -> pd.DataFrame:
        """A row per metric: metric, value, low, high (95 %)."""
        return compare.scorecard(self.scores)

    @cached_property
    def scores(self) -> list[compare.Score]:
        """The scorecard as it goes into a comparison."""
        judged = [*self.view.ground.scores(self.scheme, self.assigned)]
        if self._agreement is not None:
            judged += self._agreement.scores
        own = (item for item in self._own_words if isinstance(item, Metric))
        profiled = profiles.profile_metrics(self.described)
        told = [*profiled, *own, *compare.metrics_of(judged)]
        return compare.scores_of(told, compare.SHOWN)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Figures by name: segment_profile, segment_sizes, quadrant_map ...

        >>> sorted(study.fit("tier3").figures)
        ['segment_profile', 'segment_sizes']
        """
        return {
            item.name.removesuffix(".png"): item.figure
            for item in profiles.describe(self.described)
            if isinstance(item, FigureItem)
        }

    def explain(self, customer_id: str) -> Explanation:
        """Say in plain words why a customer is in his segment.

        Raises
        ------
        InputError
            If there is no such customer.

        >>> study.fit("tier3").explain("c03").next_step
        '292 more in spend reach Mid value.'
        """
        features = self.view.features
        row = features[features["customer_id"] == str(customer_id)]
        if row.empty:
            raise InputError(
                f"customer_id should be one of the {len(features):,} customers of "
                f"{self.view.name}; there is no '{customer_id}'."
            )
        return self.scheme.explain(row, self.view.language)[0]

    def report(self, language: Language | None = None) -> str:
        """Return a self-contained page of HTML, in the study's language or another.

        >>> study.fit("tier3").report()[:15]
        '<!DOCTYPE html>'
        """
        described = self._described_in(chosen(language, self.view))
        made = self.view.made(described.wording)
        told = profiles.describe(described, scorecard=self.scorecard, **made)
        pages = (each.content for each in told if _is_report(each))
        return next(pages)

    def save_report(self, path: Path | str, language: Language | None = None) -> Path:
        """Write the report as a file, and return its path."""
        return io.write_text(Path(path), self.report(language))

    @property
    def contender(self) -> compare.Contender:
        """The scheme as a comparison sees it."""
        return compare.Contender(
            name=self.name,
            kind=kind_of(self.scheme),
            n_segments=len(self.names),
            segments=self.assigned,
            scores=self.scores,
            names=self.names,
            purpose=self.scheme.acting.purpose,
        )

    @cached_property
    def described(self) -> profiles.Described:
        """The scheme as profiles tell it, in the study's language."""
        return self._described_in(self.view.language)

    def _described_in(self, language: Language) -> profiles.Described:
        view, scheme = self.view, self.scheme
        return profiles.Described(
            scheme=self.name,
            features=view.features,
            segments=self.assigned,
            dictionary=view.dictionary,
            names=self.names,
            purpose=scheme.acting.purpose,
            keys={segment: name.key for segment, name in own_names(scheme).items()},
            currency=view.currency,
            language=language,
            ranked_by=ranked_by(scheme),
            source=view.name,
            origin=view.origin,
            notes=self._notes(language),
            quadrants=self._map(language),
            selection=self._own_table(CURVE),
            verdict=self._verdict,
            stability=self._stability,
            used=scheme.used_columns,
            matrix=view.standard.matrix,
            seed=view.sourced.cfg.seed,
        )

    def _repr_html_(self) -> str:
        """Show the cards of the segments where a notebook ends a cell with it."""
        return table(self.described.cards)

    def _notes(self, language: Language) -> list[str]:
        """What must stand beside the result."""
        said = self.scheme.caveats(self.view.features, language)
        if self._loyalty is not None:
            said += self._loyalty.notes(self.view.outcomes, language)
        return said

    @cached_property
    def _loyalty(self) -> Loyalty | None:
        """The scheme as quadrants, if it is of that kind and places anybody."""
        scheme, features = self.scheme, self.view.features
        if not isinstance(scheme, QuadrantScheme) or not self._places:
            return None
        axes, memberships = scheme.axes(features), scheme.memberships(features)
        if axes is None or memberships is None:
            return None
        return Loyalty(scheme, self.assigned, axes, memberships)

    @property
    def _places(self) -> bool:
        return bool((self.assigned["segment"] >= 0).any())

    def _map(self, language: Language) -> profiles.QuadrantMap | None:
        return None if self._loyalty is None else self._loyalty.map(language, None)

    @cached_property
    def _own_words(self) -> list[Loggable]:
        """What the scheme says of itself."""
        return list(self.scheme.report(self.view.features))

    def _own_table(self, name: str) -> pd.DataFrame | None:
        tables = (each for each in self._own_words if isinstance(each, Table))
        return next((each.frame for each in tables if each.name == name), None)

    @cached_property
    def _agreement(self) -> compare.Agreement | None:
        """Whether the segments come back, of schemes that do not say so themselves."""
        own = (each.name for each in self._own_words if isinstance(each, Metric))
        if any(name.startswith(OWN_STABILITY) for name in own):
            return None
        return self.view.ground.agreement(self.scheme.acting)

    @property
    def _stability(self) -> pd.DataFrame | None:
        """How far each segment comes back: `segment`, `jaccard`."""
        if self._agreement is None:
            return self._own_table(STABILITY)
        pairs = list(self._agreement.jaccard.items())
        return pd.DataFrame(pairs, columns=["segment", "jaccard"])

    @property
    def _verdict(self) -> profiles.Phrase | None:
        """What the segments are, of schemes that looked for them in the data."""
        found = getattr(self.scheme, "meaning", None)
        return None if found is None else profiles.Phrase(*found)


def _is_report(item: Loggable) -> TypeGuard[Text]:
    return isinstance(item, Text) and item.name == REPORT
