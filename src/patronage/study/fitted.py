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
from patronage.loggable import Loggable, Text
from patronage.profiles.markup import table
from patronage.quadrants import QuadrantScheme
from patronage.study.configured_scheme import kind_of
from patronage.study.languages import chosen
from patronage.study.loyalty import Loyalty
from patronage.study.telling import Telling

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from patronage.profiles.wording import Language
    from patronage.segments import Explanation, SegmentScheme
    from patronage.study.view import View

REPORT = "report.html"


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

    @property
    def names(self) -> pd.DataFrame:
        """A row per segment: scheme, segment, segment_id, name_en, name_zh."""
        return self._telling.names

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
        profiled = profiles.profile_metrics(self.described)
        told = [*profiled, *self._telling.own_metrics, *self._telling.judged]
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
        described = self._telling.described(chosen(language, self.view))
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
        return self._telling.described(self.view.language)

    def __repr__(self) -> str:
        return f"<{self.name} fitted on {self.view.name}>"

    def _repr_html_(self) -> str:
        """Show the cards of the segments where a notebook ends a cell with it."""
        return table(self.described.cards)

    @cached_property
    def _telling(self) -> Telling:
        view = self.view
        return Telling(
            scheme=self.scheme,
            segments=self.assigned,
            ground=view.ground,
            dictionary=view.dictionary,
            loyalty=self._loyalty,
            source=view.name,
            origin=view.origin,
            currency=view.currency,
        )

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


def _is_report(item: Loggable) -> TypeGuard[Text]:
    return isinstance(item, Text) and item.name == REPORT
