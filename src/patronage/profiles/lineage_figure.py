"""The figure of which segments go on after a retraining, and which do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from patronage.profiles.label_places import stacked
from patronage.profiles.lineage_layout import NOWHERE, SIDES, LineageLayout
from patronage.profiles.style import (
    ACCENT,
    INK,
    PAPER,
    QUIET,
    SOFT,
    WARM,
    styled,
    title,
    wrap,
)
from patronage.profiles.wording import Wording
from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.lineage_layout import Side
    from patronage.profiles.wording import Language

COLOURS = {
    "kept": ACCENT,
    "split": WARM,
    "merged": "#7a6ba8",
    "born": "#7f9b3b",
    "died": "#b5536b",
    "moved": SOFT,
}
WORDS: Mapping[str, Phrase] = {
    "kept": Phrase("goes on", "延续"),
    "split": Phrase("split", "拆分"),
    "merged": Phrase("merged", "合并"),
    "born": Phrase("new", "新增"),
    "died": Phrase("no successor", "消失"),
    "moved": Phrase("customers who changed segment", "换了细分的客户"),
}
HEADS: Mapping[Side, Phrase] = {
    "old": Phrase("Champion", "现行方案"),
    "new": Phrase("Challenger", "新方案"),
}
NO_SEGMENT = Phrase("No segment", "无细分")
BLOCK, BESIDE = 0.022, 0.05
LETTERS, LINE = 30, 0.031
TALL, EACH = 5.6, 1.0
STEPS = np.linspace(0.0, 1.0, 40)
BEND = STEPS**2 * (3 - 2 * STEPS)


@styled
def lineage_figure(lineage: pd.DataFrame, *, language: Language = "en") -> Figure:
    """Draw old segments on the left, new ones on the right, and customers in between.

    `lineage` is the table of that name. Widths are customers; colours tell what became
    of a segment.
    """
    wording, layout = Wording(language=language), LineageLayout(lineage)
    figure = Figure(figsize=(11, _height(layout)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(-0.42, 1.42)
    axes.set_ylim(-0.03, 1.09)
    _ribbons(axes, layout)
    for day, side in enumerate(SIDES):
        _blocks(axes, layout, day)
        _labels(axes, layout, day, wording)
        axes.text(day, 1.05, wording.say(*HEADS[side]), ha="center", size=13)
    _legend(figure, lineage, wording)
    day = lineage["as_of"].max().strftime("%Y-%m-%d")
    title(
        figure,
        wording.say(f"Which segments go on, {day}", f"细分的延续，{day}"),
        below=wording.say(
            "The same customers on the same day. Width: customers.",
            "同一日的相同客户；宽度为客户数。",
        ),
    )
    return figure


def _height(layout: LineageLayout) -> float:
    """Leave room for the labels of the side that has more of them."""
    return max(TALL, 2.0 + EACH * max(len(layout.fates(side)) for side in SIDES))


def _ribbons(axes: Axes, layout: LineageLayout) -> None:
    """Draw what moved beside first, so that events lie on top."""
    flows, across = layout.flows, BLOCK + STEPS * (1 - 2 * BLOCK)
    for flow in flows.ribbons.to_dict("records"):
        pair = (flows.states[flow["before"]], flows.states[flow["after"]])
        if NOWHERE in pair:
            continue
        fate = layout.pair_fates[pair]
        middle = flow["left"] + (flow["right"] - flow["left"]) * BEND
        axes.fill_between(
            across,
            middle - flow["thick"] / 2,
            middle + flow["thick"] / 2,
            color=COLOURS[fate],
            alpha=0.35 if fate == "moved" else 0.6,
            linewidth=0.4,
            zorder=1 if fate == "moved" else 2,
        )


def _blocks(axes: Axes, layout: LineageLayout, day: int) -> None:
    fates = layout.fates(SIDES[day])
    for block in _side(layout, day).to_dict("records"):
        fate = fates.get(layout.states[block["state"]], "moved")
        corner = (day - BLOCK, block["low"])
        size = (2 * BLOCK, block["high"] - block["low"])
        axes.add_patch(Rectangle(corner, *size, color=COLOURS[fate], zorder=3))


def _labels(axes: Axes, layout: LineageLayout, day: int, wording: Wording) -> None:
    """Write beside each block what it is, without overlap."""
    side = _side(layout, day)
    texts = list(_texts(layout, day, wording))
    line = LINE * 7.4 / _height(layout)
    heights = np.array([line * (text.count("\n") + 1.5) for text in texts])
    middle = side[["low", "high"]].mean(axis=1).to_numpy(np.float64)
    placed = 1 - stacked(1 - middle, heights, low=-0.03, high=1.03)
    away = -1 if day == 0 else 1
    edge, beside = day + away * BLOCK, day + away * BESIDE
    for text, block, label in zip(texts, middle, placed, strict=True):
        ends = [edge, beside - away * 0.006]
        axes.plot(ends, [block, label], color=QUIET, linewidth=0.7)
        axes.text(
            beside,
            label,
            text,
            ha="right" if day == 0 else "left",
            va="center",
            size=10,
            color=INK,
            linespacing=1.25,
        )


def _texts(layout: LineageLayout, day: int, wording: Wording) -> Iterator[str]:
    side, fates = SIDES[day], layout.fates(SIDES[day])
    names = layout.names(side, wording.language)
    for block in _side(layout, day).to_dict("records"):
        identity = layout.states[block["state"]]
        told = (
            f"{wording.percent(block['share'])} · {wording.count(int(block['amount']))}"
        )
        if identity == NOWHERE:
            yield f"{wording.say(*NO_SEGMENT)}\n{told}"
            continue
        head = f"{identity} · {wording.say(*WORDS[fates[identity]])}"
        name = wrap(names[identity].removesuffix(f" · {identity}"), LETTERS, lines=2)
        yield "\n".join(filter(None, [head, name, told]))


def _side(layout: LineageLayout, day: int) -> pd.DataFrame:
    blocks = layout.flows.blocks
    return blocks[blocks["day"] == day]


def _legend(figure: Figure, lineage: pd.DataFrame, wording: Wording) -> None:
    met = [fate for fate in COLOURS if (lineage["fate"] == fate).any()]
    patches = [
        Patch(facecolor=COLOURS[fate], label=wording.say(*WORDS[fate]), edgecolor=PAPER)
        for fate in met
    ]
    figure.legend(
        handles=patches, loc="outside lower center", ncols=len(met), fontsize=10
    )
