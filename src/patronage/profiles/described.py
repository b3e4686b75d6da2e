"""One scheme's tables, and how they are to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage.profiles.cards import cards, unplaced_card
from patronage.profiles.explained import Explained
from patronage.profiles.heatmap import heatmap_table
from patronage.profiles.levels import level_features, usual_levels
from patronage.profiles.names import value_levels
from patronage.profiles.profile import SPEND, placed, profile, profile_features
from patronage.profiles.readable import told_table, units_of
from patronage.profiles.speaking import speaking
from patronage.profiles.steadiness import marks
from patronage.profiles.traits import traits
from patronage.profiles.wording import Language, Wording
from patronage.profiles.words import words

if TYPE_CHECKING:
    from patronage.profiles.quadrant_density import QuadrantMap
    from patronage.profiles.words import Phrase
    from patronage.segments import Purpose


@dataclass(frozen=True, kw_only=True)
class Described:
    """One scheme's tables, and how they are to be told.

    `keys` are those of the segments that the scheme names itself: their actions are
    looked up by key, the others' by value level, that of the column `ranked_by`.
    `source` is whose customers they are, `origin` says it in a sentence. `notes` are
    sentences that a reader must see; `quadrants` and `selection` (a row per k) add
    their figures. `verdict` says in a phrase what the segments are, `stability`
    (`segment`, `jaccard`) which of them come back. `used` are the columns that the
    scheme looks at; `matrix` holds standardised features, its index customer ids.
    """

    scheme: str
    features: pd.DataFrame
    segments: pd.DataFrame
    dictionary: pd.DataFrame
    names: pd.DataFrame
    purpose: Purpose | None = None
    keys: Mapping[int, str] = field(default_factory=dict)
    ranked_by: str = SPEND
    source: str = ""
    origin: str = ""
    currency: str = ""
    language: Language = "en"
    notes: Sequence[str] = ()
    quadrants: QuadrantMap | None = None
    selection: pd.DataFrame | None = None
    verdict: Phrase | None = None
    stability: pd.DataFrame | None = None
    used: Sequence[str] = ()
    matrix: pd.DataFrame = field(default_factory=pd.DataFrame)
    seed: int = 0

    @property
    def wording(self) -> Wording:
        """How numbers and phrases are written."""
        plain = Wording(language=self.language, currency=self.currency)
        if self.value == SPEND:
            return plain
        en, zh = words(self.value).label
        return replace(plain, value=(en.lower(), f"{zh} " if zh.isascii() else zh))

    @property
    def value(self) -> str:
        """The column of which a segment has its share."""
        return SPEND if SPEND in self.features else self.ranked_by

    @cached_property
    def profile(self) -> pd.DataFrame:
        """The table `profile`."""
        return profile(
            self.features,
            self.segments,
            self.dictionary,
            self.names,
            value=self.value,
            language=self.language,
        )

    @cached_property
    def told(self) -> pd.DataFrame:
        """A row per segment and numeric column."""
        return profile_features(
            self.features,
            self.segments,
            self.dictionary,
            n_segments=len(self.names),
        )

    @property
    def title(self) -> str:
        """Whose customers, by which scheme, and in how many segments."""
        n = len(self.names)
        many = self.wording.say(f"{n} segments", f"{n} 个细分")
        return " · ".join(filter(None, [self.source, self.scheme, many if n else ""]))

    @property
    def about(self) -> list[tuple[str, str]]:
        """Whose customers, on which day, and how many: label and answer."""
        say, count = self.wording.say, self.wording.count
        every, left = len(self.segments), int((self.segments["segment"] < 0).sum())
        day = ", ".join(f"{each:%Y-%m-%d}" for each in self.segments["as_of"].unique())
        customers = say(
            f"{count(every)} in all: {count(every - left)} in a segment,"
            f" {count(left)} left out",
            f"共 {count(every)} 位：已归类 {count(every - left)} 位，"
            f"未归类 {count(left)} 位",
        )
        told = [
            (say("Source", "来源"), self.origin or self.source),
            (say("Day", "日期"), day),
            (say("Customers", "客户"), customers),
        ]
        return [(label, answer) for label, answer in told if answer]

    @property
    def table(self) -> pd.DataFrame:
        """The profile as texts: a column per segment, a row per measure."""
        of = self.features, self.segments, self.dictionary, self.wording
        usual = usual_levels(*of)
        return told_table(self.profile, self.dictionary, self.wording, usual=usual)

    @cached_property
    def told_of_all(self) -> pd.DataFrame:
        """A row per segment and number, or statement about a category."""
        levels = level_features(
            self.features,
            self.segments,
            self.dictionary,
            n_segments=len(self.names),
        )
        return pd.concat([self.told, levels], ignore_index=True)

    @cached_property
    def explained(self) -> Explained:
        """What tells the segments apart."""
        best = heatmap_table(self.profile, self.told)["column"]
        return Explained(
            features=self.features,
            segments=self.segments,
            told=self.told,
            compared=self.told_of_all,
            named=self.profile[["segment", "segment_id", "name"]],
            units=units_of(self.dictionary),
            wording=self.wording,
            used=self.used,
            matrix=self.matrix,
            shown=list(best.unique()),
            seed=self.seed,
        )

    @cached_property
    def cards(self) -> pd.DataFrame:
        """A line per segment, and one for the customers in none."""
        rest = unplaced_card(self.segments, self.wording)
        if not self.profile["size"].any():
            return self._unmeasured(rest)
        members = placed(self.features, self.segments)
        found = cards(
            self.profile,
            traits(speaking(self.told_of_all, members)),
            self.wording,
            actions=self.actions,
            marks=marks(self.stability, self.wording),
        )
        return pd.concat([found, rest], ignore_index=True)

    def _unmeasured(self, rest: pd.DataFrame) -> pd.DataFrame:
        name = self.wording.say("(not measurable)", "（无法衡量）")
        why = " · ".join([*rest["summary"], *self.notes[:1]])
        row = {"segment": [name], "summary": [why], "action": [""]}
        return pd.DataFrame(row, dtype="str")

    @property
    def actions(self) -> Mapping[int, str]:
        """What is done for each segment."""
        said = self.purpose.actions if self.purpose else {}
        keys = self.action_keys
        return {segment: said[key] for segment, key in keys.items() if key in said}

    @property
    def action_keys(self) -> Mapping[int, str]:
        """What each segment goes by in yamls: its key, of clusters the value level."""
        levels = value_levels(self.features, self.segments, value=self.ranked_by)
        return {**levels, **self.keys}
