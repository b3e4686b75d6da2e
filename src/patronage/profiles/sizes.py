"""The figure that holds a segment's customers against the revenue they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from patronage.profiles.steadiness import marks
from patronage.profiles.style import ACCENT, INK, SOFT, WARM, styled, title, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

HALF = 0.36


def sizes_table(
    profile: pd.DataFrame, stability: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return size, share of customers and of revenue, and `jaccard` where it is known.

    `stability` has a row per segment: `segment`, `jaccard` (mean over bootstraps).
    """
    shown = ["segment", "segment_id", "name", "size", "share", "revenue_share"]
    table = profile[shown]
    if stability is None:
        return table
    return table.merge(stability[["segment", "jaccard"]], on="segment", how="left")


@styled
def sizes(table: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw shares of customers and of revenue as bars; mark unstable segments."""
    bars = {
        "share": (wording.say("Share of customers", "客户占比"), SOFT),
        "revenue_share": (wording.share_of_value, ACCENT),
    }
    drawn = [column for column in bars if table[column].notna().any()]
    figure = Figure(figsize=(11, 1.7 + 0.68 * len(table)), layout="constrained")
    axes = figure.add_subplot()
    thick = 2 * HALF / len(drawn)
    places = np.arange(len(table))
    for turn, column in enumerate(drawn):
        label, colour = bars[column]
        values = table[column].fillna(0.0).to_numpy(float)
        middle = places - HALF + thick * (turn + 0.5)
        shown = axes.barh(middle, values, thick * 0.92, color=colour, label=label)
        texts = [wording.percent(share) for share in table[column]]
        axes.bar_label(shown, texts, padding=5, size=10, color=INK)
    _name(axes, table, wording)
    axes.set_ylim(len(table) - 0.45, -0.55)
    axes.set_xticks([])
    axes.margins(x=0.07)
    axes.tick_params(length=0)
    axes.spines[["bottom"]].set_visible(False)
    figure.legend(loc="outside lower left", ncols=2, fontsize=10)
    title(figure, wording.say(f"{scheme}: who brings what", f"{scheme}：客户与营收"))
    return figure


def _name(axes: Axes, table: pd.DataFrame, wording: Wording) -> None:
    """Write each segment's name, size and mark; what is marked stands out."""
    known = table if "jaccard" in table else None
    warned = marks(known, wording)
    lines = [
        "\n".join(
            [
                wrap(name, 40, lines=2),
                wording.count(size),
                *filter(None, [warned.get(s)]),
            ]
        )
        for s, name, size in zip(
            table["segment"], table["name"], table["size"], strict=True
        )
    ]
    axes.set_yticks(np.arange(len(table)), lines, size=10, linespacing=1.25)
    for label, segment in zip(axes.get_yticklabels(), table["segment"], strict=True):
        label.set_color(WARM if segment in warned else INK)
