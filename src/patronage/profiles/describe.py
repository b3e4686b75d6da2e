"""All that a run says of the segments of one scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage.loggable import Figure, Loggable, Note, Table, Text
from patronage.profiles.cards import cards, unplaced_card
from patronage.profiles.explained import Explained
from patronage.profiles.heatmap import heatmap, heatmap_table
from patronage.profiles.markdown import markdown
from patronage.profiles.metrics import size_metrics
from patronage.profiles.names import value_levels
from patronage.profiles.page import Page, sentence
from patronage.profiles.profile import profile, profile_features
from patronage.profiles.quadrant_map import QuadrantMap, density, quadrant_map
from patronage.profiles.readable import readable, told_table, units_of
from patronage.profiles.report import report
from patronage.profiles.selection_curve import selection_curve
from patronage.profiles.sizes import sizes, sizes_table
from patronage.profiles.steadiness import marks
from patronage.profiles.traits import traits
from patronage.profiles.wording import Language, Wording

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure

    from patronage.profiles.words import Phrase
    from patronage.segments import Purpose


MOST_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class Described:
    """One scheme's tables, and how they are to be told.

    `keys` are those of the segments that the scheme names itself: their actions are
    looked up by key, the others' by value level. `notes` are sentences that a reader
    must see; `quadrants` and `selection` (a row per k) add their figures. `verdict`
    says in a phrase what the segments are, `stability` (`segment`, `jaccard`) which of
    them come back. `used` are the columns that the scheme looks at; `matrix` holds
    standardised features, its index customer ids.
    """

    scheme: str
    features: pd.DataFrame
    segments: pd.DataFrame
    dictionary: pd.DataFrame
    names: pd.DataFrame
    purpose: Purpose | None = None
    keys: Mapping[int, str] = field(default_factory=dict)
    value: str = "monetary_total"
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
        return Wording(language=self.language, currency=self.currency)

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

    @cached_property
    def explained(self) -> Explained:
        """What tells the segments apart."""
        best = heatmap_table(self.profile, self.told)["column"]
        return Explained(
            features=self.features,
            segments=self.segments,
            told=self.told,
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
        found = cards(
            self.profile,
            traits(self.told),
            self.wording,
            actions=self.actions,
            marks=marks(self.stability, self.wording),
        )
        return pd.concat([found, rest], ignore_index=True)

    def _unmeasured(self, rest: pd.DataFrame) -> pd.DataFrame:
        name = self.wording.say("(not measurable)", "(无法衡量)")
        why = " · ".join([*rest["summary"], *self.notes[:1]])
        row = {"segment": [name], "summary": [why], "action": [""]}
        return pd.DataFrame(row, dtype="str")

    @property
    def actions(self) -> Mapping[int, str]:
        """What is done for each segment."""
        said = self.purpose.actions if self.purpose else {}
        levels = value_levels(self.features, self.segments, value=self.value)
        keys: Mapping[int, str] = {**levels, **self.keys}
        return {segment: said[key] for segment, key in keys.items() if key in said}


def describe(described: Described) -> Iterator[Loggable]:
    """Yield the cards first, then note, figures with their tables, texts and metrics.

    A scheme that places nobody says so, and why.
    """
    drawn = list(_drawn(described))
    page = _page(described, {caption: each for caption, _, each, _ in drawn})
    yield Table("segment_cards.json", page.cards)
    yield Note(markdown(page))
    for _, name, figure, table in drawn:
        yield Figure(f"{name}.png", figure)
        yield Table(f"{name}.csv", table)
    wording = described.wording
    yield Table(
        "profile.csv", readable(described.profile, described.dictionary, wording)
    )
    yield Table("profile_features.csv", _with_names(described))
    yield Text("segments.md", markdown(page))
    yield Text("report.html", report(page))
    yield from size_metrics(described.profile)
    if described.profile["size"].any():
        yield from described.explained.items()


Drawn = tuple[str, str, "MatplotlibFigure", pd.DataFrame]


def _drawn(described: Described) -> Iterator[Drawn]:
    """Caption, file name, figure, and the table it is drawn from."""
    wording, say = described.wording, described.wording.say
    if not described.profile["size"].any():
        return
    shown, scheme = _largest(described)
    cells = heatmap_table(shown, described.told)
    if len(cells):
        drawn = heatmap(cells, wording, scheme=scheme)
        yield (
            say("What sets segments apart", "差异所在"),
            "segment_profile",
            drawn,
            cells,
        )
    bars = sizes_table(shown, described.stability)
    drawn = sizes(bars, wording, scheme=scheme)
    yield say("Who brings what", "客户与营收"), "segment_sizes", drawn, bars
    placed_on = described.quadrants
    if placed_on is not None and len(spread := density(placed_on.axes)):
        drawn = quadrant_map(spread, placed_on, wording, scheme=scheme)
        yield say("The four quadrants", "四象限"), "quadrant_map", drawn, spread
    if described.selection is not None:
        curve = described.selection
        drawn = selection_curve(curve, wording, scheme=scheme)
        yield say("Number of segments", "细分数量"), "selection_curve", drawn, curve


def _largest(described: Described) -> tuple[pd.DataFrame, str]:
    """What of a scheme with many segments still fits in a figure, and its title."""
    every, scheme = described.profile, described.scheme
    if len(every) <= MOST_ROWS:
        return every, scheme
    kept = every.nlargest(MOST_ROWS, "size").sort_values("segment", ignore_index=True)
    of = f"{MOST_ROWS}/{len(every)}"
    return kept, described.wording.say(
        f"{scheme} ({of} largest)", f"{scheme} (前 {of})"
    )


def _page(described: Described, figures: Mapping[str, MatplotlibFigure]) -> Page:
    placed, wording = described.profile, described.wording
    table = told_table(placed, described.dictionary, wording)
    explained = described.explained
    return Page(
        scheme=described.scheme,
        purpose=described.purpose,
        cards=described.cards,
        table=table if placed["size"].any() else table.head(0),
        verdict=sentence(wording.say(*described.verdict)) if described.verdict else "",
        apart=explained.page_table if placed["size"].any() else pd.DataFrame(),
        fidelity=explained.fidelity,
        wording=wording,
        figures=figures,
        notes=described.notes,
    )


def _with_names(described: Described) -> pd.DataFrame:
    named = described.profile[["segment", "segment_id", "name"]]
    return named.merge(described.told, on="segment")
