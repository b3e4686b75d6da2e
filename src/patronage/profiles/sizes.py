"""The figure that holds a segment's customers against the revenue they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from patronage.profiles.style import ACCENT, INK, SOFT, styled, title, wrap

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

HALF = 0.36


def sizes_table(profile: pd.DataFrame) -> pd.DataFrame:
    """Return size, share of customers and share of revenue, a row per segment."""
    return profile[["segment", "segment_id", "name", "size", "share", "revenue_share"]]


@styled
def sizes(table: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw two bars per segment: share of customers, share of revenue."""
    bars = {
        "share": (wording.say("Share of customers", "客户占比"), SOFT),
        "revenue_share": (wording.say("Share of revenue", "营收占比"), ACCENT),
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
    names = [
        f"{wrap(name, 40, lines=2)}\n{wording.count(size)}"
        for name, size in zip(table["name"], table["size"], strict=True)
    ]
    axes.set_yticks(places, names, size=10, linespacing=1.25)
    axes.set_ylim(len(table) - 0.45, -0.55)
    axes.set_xticks([])
    axes.margins(x=0.07)
    axes.tick_params(length=0)
    axes.spines[["bottom"]].set_visible(False)
    figure.legend(loc="outside lower left", ncols=2, fontsize=10)
    title(figure, wording.say(f"{scheme}: who brings what", f"{scheme}：客户与营收"))
    return figure
