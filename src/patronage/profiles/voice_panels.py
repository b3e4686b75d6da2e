"""What the customers of each segment say of us, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from patronage.profiles.style import ACCENT, INK, LINE, SOFT, styled, title, wrap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording


@dataclass(frozen=True)
class Voice:
    """One number per segment: `value`, and its interval `low` to `high` if it has one.

    `table` has a row per segment that has said anything.
    """

    label: str
    table: pd.DataFrame
    value: str


@styled
def voices(
    said: Sequence[Voice], names: pd.DataFrame, wording: Wording, *, scheme: str
) -> Figure:
    """Draw a panel per number and a line per segment; `names` has `segment`, `name`."""
    height = 1.9 + 0.55 * len(names)
    figure = Figure(figsize=(3.2 + 3.1 * len(said), height), layout="constrained")
    panels = figure.subplots(1, len(said), sharey=True, squeeze=False)[0]
    for axes, voice in zip(panels, said, strict=True):
        _panel(axes, voice, names, wording)
    panels[0].set_yticks(
        range(len(names)), [wrap(str(name), 30, lines=2) for name in names["name"]]
    )
    panels[0].set_ylim(len(names) - 0.5, -0.5)
    title(
        figure,
        wording.say(f"{scheme}: what customers say", f"{scheme}：客户的声音"),
    )
    return figure


def _panel(axes: Axes, voice: Voice, names: pd.DataFrame, wording: Wording) -> None:
    table = voice.table.set_index("segment").reindex(names["segment"])
    values, places = table[voice.value].to_numpy(float), np.arange(len(names))
    if {"low", "high"} <= {*table}:
        axes.hlines(places, table["low"], table["high"], color=SOFT, linewidth=3)
    axes.plot(values, places, "o", ms=8, color=ACCENT)
    for value, place in zip(values, places, strict=True):
        if np.isfinite(value):
            axes.annotate(
                wording.number(value),
                (value, place),
                xytext=(0, 8),
                textcoords="offset points",
                ha="center",
                size=9.5,
                color=INK,
            )
    axes.set_title(voice.label, size=11)
    axes.margins(x=0.18)
    axes.locator_params(axis="x", nbins=5)
    axes.grid(axis="x")
    axes.tick_params(length=0)
    axes.spines[["left"]].set_color(LINE)
