"""The figure of a league: what each scheme scores, with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from patronage.profiles.league_table import MAIN, set_apart
from patronage.profiles.league_words import (
    DO_NOTHING,
    REFERENCE,
    in_lines,
    scheme_label,
)
from patronage.profiles.scorecard_words import measure
from patronage.profiles.style import ACCENT, INK, LINE, QUIET, SOFT, styled, title, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

ACROSS = 3
WAYS = {
    "more": ("better →", "越高越好 →"),
    "less": ("← better", "← 越低越好"),
    "neither": ("", ""),
}


def league_figure_table(scorecards: pd.DataFrame, league: pd.DataFrame) -> pd.DataFrame:
    """Return what the figure shows: a row per metric and scheme that has it.

    `row` is the scheme's place from above, references behind schemes.
    """
    places = set_apart(league)[["scheme", "kind"]].rename_axis("row").reset_index()
    main = scorecards[scorecards["metric"].isin(MAIN)].dropna(subset="value")
    table = main.merge(places, on="scheme")
    order = table["metric"].map(MAIN.index)
    kept = ["metric", "scheme", "kind", "row", "value", "low", "high", "rank"]
    return table.assign(order=order).sort_values(["order", "row"], ignore_index=True)[
        kept
    ]


@styled
def league_figure(table: pd.DataFrame, wording: Wording) -> Figure:
    """Draw a panel per measure and a row per scheme: a point on its 95 % interval."""
    metrics = list(dict.fromkeys(table["metric"]))
    rows = table.drop_duplicates("row").sort_values("row")
    down = -(-len(metrics) // ACROSS)
    across = min(len(metrics), ACROSS)
    figure = Figure(
        figsize=(3.4 + 3.1 * across, 0.9 + down * (1.3 + 0.36 * len(rows))),
        layout=ConstrainedLayoutEngine(h_pad=0.1),
    )
    panels = figure.subplots(down, across, sharey=True, squeeze=False).ravel()
    for panel, metric in zip(panels, metrics, strict=False):
        _panel(panel, table[table["metric"] == metric], wording)
    for empty in panels[len(metrics) :]:
        empty.set_visible(False)
    _name(panels[0], rows, wording)
    if DO_NOTHING in set(table["scheme"]):
        said = wording.say(
            "Dashed: what one segment for all (doing nothing) scores.",
            "虚线：不细分（维持现状）的得分。",
        )
        figure.supxlabel(said, x=0.01, ha="left", size=9, color=QUIET)
    title(
        figure,
        wording.say(
            "How the schemes score, with 95% intervals", "各方案得分及 95% 区间"
        ),
    )
    return figure


def _panel(axes: Axes, of: pd.DataFrame, wording: Wording) -> None:
    metric = str(of["metric"].iloc[0])
    label, way = measure(metric).label, WAYS[measure(metric).better]
    axes.set_title(wrap(wording.say(*label), 34, lines=2), size=10.5, pad=8)
    axes.set_xlabel(wording.say(*way), size=9)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    axes.tick_params(axis="x", labelsize=9)
    axes.tick_params(axis="y", labelsize=10)
    axes.spines[["left"]].set_visible(False)
    axes.locator_params(axis="x", nbins=5, steps=[1, 2, 5, 10])
    nothing = of.loc[of["scheme"] == DO_NOTHING, "value"]
    for value in nothing:
        axes.axvline(value, color=QUIET, linewidth=1, linestyle=(0, (3, 3)), zorder=1)
    for quiet, colour in ((False, ACCENT), (True, SOFT)):
        _points(axes, of[(of["kind"] == REFERENCE) == quiet], colour)
    if measure(metric).form == "share":
        axes.xaxis.set_major_formatter(lambda value, _: wording.percent(value))
    axes.margins(x=0.08)


def _points(axes: Axes, of: pd.DataFrame, colour: str) -> None:
    low, high = of["low"].fillna(of["value"]), of["high"].fillna(of["value"])
    axes.hlines(of["row"], low, high, color=colour, linewidth=2.4, alpha=0.55)
    axes.plot(of["value"], of["row"], "o", color=colour, markersize=7)


def _name(axes: Axes, rows: pd.DataFrame, wording: Wording) -> None:
    """Name the rows, references quietly and below a line."""
    labels = [
        in_lines(scheme_label(scheme, kind, wording), 26, lines=2)
        for scheme, kind in zip(rows["scheme"], rows["kind"], strict=True)
    ]
    axes.set_yticks(rows["row"].to_numpy(), labels, size=10, linespacing=1.1)
    axes.set_ylim(rows["row"].max() + 0.6, rows["row"].min() - 0.6)
    references = rows["kind"].to_numpy() == REFERENCE
    for panel in axes.figure.axes:
        for label, quiet in zip(panel.get_yticklabels(), references, strict=False):
            label.set_color(QUIET if quiet else INK)
        if references.any() and not references.all():
            first = float(np.min(rows["row"].to_numpy()[references]))
            panel.axhline(first - 0.5, color=LINE, linewidth=1)
