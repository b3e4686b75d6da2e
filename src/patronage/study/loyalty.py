"""The quadrant scheme that others are held against, and how they look on its map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from patronage import compare, profiles, quadrants
from patronage.loggable import Figure, Loggable, Table
from patronage.overrides import OVERRIDE
from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from patronage.quadrants import QuadrantScheme


@dataclass(frozen=True)
class Loyalty:
    """The quadrants that were fitted on the same features, and their tables."""

    scheme: QuadrantScheme
    segments: pd.DataFrame
    axes: pd.DataFrame
    memberships: pd.DataFrame

    @cached_property
    def names(self) -> pd.DataFrame:
        """Names of the quadrants."""
        return profiles.declared_names(self.scheme.name, self.scheme.segment_names)

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """Customers and share of each quadrant, also of an empty one."""
        return compare.quadrant_sizes(self.segments, self.names)

    @property
    def cuts(self) -> dict[str, float]:
        """Where each axis is cut."""
        return dict(zip(self.scheme.axis_names, self.scheme.cut_values_, strict=True))

    def mix(self, segments: pd.DataFrame) -> pd.DataFrame:
        """Which quadrants live in each segment of another scheme."""
        axes = compare.CutAxes(self.axes, self.cuts)
        return compare.quadrant_mix(
            segments, self.segments, self.names, self.memberships, axes
        )

    def map(self, language: str, marked: pd.DataFrame | None) -> profiles.QuadrantMap:
        """The map of the quadrants, with the centres of another scheme's segments."""
        across, upwards = (self._side(place, language) for place in (0, 1))
        corners = self.sizes.rename(columns={f"name_{language}": "name"})
        return profiles.QuadrantMap(
            axes=self.axes,
            across=across,
            upwards=upwards,
            corners=corners,
            centroids=marked,
        )

    def centres(self, segments: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
        """Where the segments of another scheme lie, by their names."""
        placed = segments.merge(self.axes, on=KEY)
        means = placed.groupby("segment")[[*self.cuts]].mean()
        return names.merge(means.dropna(), on="segment")

    def circularity(self, columns: list[str], language: str) -> list[str]:
        """Say which of another scheme's columns the axes look at too."""
        both = compare.circularity(columns, self.scheme.used_columns)
        said = profiles.Phrase(
            f"That segments fall into quadrants is so in part by construction: both "
            f"look at {', '.join(both)}.",
            f"细分与象限的对应有一部分是构造使然：二者都用到 {'、'.join(both)}。",
        )
        return [getattr(said, language)] if both else []

    def judgement(self, outcomes: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the sizes, and how well the axes foretell what customers do next."""
        yield Table("quadrant_sizes.csv", self.sizes)
        names = self.scheme.axis_names
        yield from compare.axis_validity(self.axes, outcomes, names)
        found = self._interaction(outcomes)
        if found is not None:
            yield Table("interaction.csv", found.table)
            yield from found.metrics

    def honesty(
        self, features: pd.DataFrame, wording: profiles.Wording, *, seed: int
    ) -> Iterator[Loggable]:
        """Yield how often what a membership claims is true, in imagined customers."""
        own = (self.segments["segment"] >= 0) & (self.segments["status"] != OVERRIDE)
        known = features.merge(self.segments.loc[own, KEY], on=KEY)
        made = quadrants.imagined(self.scheme, known, random_state=seed)
        found = self.scheme.membership(made.features)
        held = found.segment == made.quadrant
        table = compare.calibration(found.probability, held)
        yield Table("calibration.csv", table)
        drawn = profiles.calibration(table, wording, scheme=self.scheme.name)
        yield Figure("calibration.png", drawn)

    def notes(self, outcomes: pd.DataFrame, language: str) -> list[str]:
        """Say whether the axes together foretell more than one beside the other."""
        found = self._interaction(outcomes)
        said = [] if found is None else found.sentences
        return [getattr(each, language) for each in said]

    def _interaction(self, outcomes: pd.DataFrame) -> compare.Interaction | None:
        return compare.interaction(self.axes, outcomes, self.scheme.axis_names)

    def _side(self, place: int, language: str) -> profiles.MapAxis:
        name, cut = self.scheme.axis_names[place], self.scheme.cuts_[place]
        labels = self.scheme.axis_labels
        return profiles.MapAxis(
            column=name,
            label=getattr(labels[place], language) if labels else name,
            cut=cut.cut_,
            low=cut.low_,
            high=cut.high_,
        )
