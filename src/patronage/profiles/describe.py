"""All that a run says of the segments of one scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.loggable import Figure, Loggable, Note, Table, Text
from patronage.profiles.heatmap import heatmap, heatmap_table
from patronage.profiles.markdown import markdown
from patronage.profiles.metrics import size_metrics
from patronage.profiles.page import Page, sentence
from patronage.profiles.quadrant_density import density
from patronage.profiles.quadrant_map import quadrant_map
from patronage.profiles.readable import readable
from patronage.profiles.report import report
from patronage.profiles.selection_curve import selection_curve
from patronage.profiles.sizes import sizes, sizes_table

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure

    from patronage.profiles.described import Described

MOST_ROWS = 20


def describe(described: Described, **beside: Any) -> Iterator[Loggable]:
    """Yield the cards first, then note, figures with their tables, texts and metrics.

    A scheme that places nobody says so, and why. `beside` is what the page tells of the
    scheme's worth and making, as the fields of `Page` from `scorecard` on.
    """
    drawn = list(_drawn(described))
    figures = {caption: each for caption, _, each, _ in drawn}
    page = _page(described, figures, **beside)
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
    cells = heatmap_table(shown, described.told_of_all)
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
    if placed_on is not None and len(spread := density(placed_on)):
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
        f"{scheme} ({of} largest)", f"{scheme}（前 {of}）"
    )


def _page(
    described: Described, figures: Mapping[str, MatplotlibFigure], **beside: Any
) -> Page:
    placed, wording = described.profile, described.wording
    table, explained = described.table, described.explained
    return Page(
        scheme=described.title,
        about=described.about,
        purpose=described.purpose,
        cards=described.cards,
        table=table if placed["size"].any() else table.head(0),
        verdict=sentence(wording.say(*described.verdict)) if described.verdict else "",
        apart=explained.page_table if placed["size"].any() else pd.DataFrame(),
        fidelity=explained.fidelity,
        wording=wording,
        figures=figures,
        notes=described.notes,
        **beside,
    )


def _with_names(described: Described) -> pd.DataFrame:
    named = described.profile[["segment", "segment_id", "name"]]
    return named.merge(described.told, on="segment")
