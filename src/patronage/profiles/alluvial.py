"""The figure of who moved between the segments of two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from patronage.profiles.label_places import stacked
from patronage.profiles.style import INK, PAPER, QUIET, styled, title, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.flows import Flows
    from patronage.profiles.wording import Wording

SEGMENTS = ("#8a6d5c", "#d99a3d", "#62b5ac", "#0f6b74", "#7a6ba8", "#b5536b", "#7f9b3b")
OTHERS = ("#a9b8c6", "#c9cdd2", "#59636e")
BLOCK = 0.022
BEND = 0.45
TINY = 0.005
BESIDE = 0.018
LETTERS = 24
LINE = 0.034
TALL, TALL_EACH = 8.4, 0.7
STRAIGHT, CURVE, END = Path.LINETO, Path.CURVE4, Path.CLOSEPOLY
OUTLINE = (Path.MOVETO, *[CURVE] * 3, STRAIGHT, *[CURVE] * 3, END)


@styled
def alluvial(flows: Flows, wording: Wording, *, scheme: str) -> Figure:
    """Draw the states before and after as blocks, and who went where as ribbons.

    A ribbon has the colour of the state before; its width is what went. Flows of less
    than half a percent are thin lines.
    """
    figure = Figure(figsize=(11, _height(flows)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(-0.34, 1.34)
    axes.set_ylim(-0.03, 1.075)
    _ribbons(axes, flows)
    _blocks(axes, flows)
    for day in (0, 1):
        _label(axes, flows, day, wording)
        axes.text(day, 1.035, flows.days[day], ha="center", size=13)
    first, last = flows.days
    title(
        figure,
        wording.say(
            f"{scheme}: who moved from {first} to {last}",
            f"{scheme}：{first} 至 {last} 的迁移",
        ),
        below=_note(flows, wording),
    )
    return figure


def _height(flows: Flows) -> float:
    return max(TALL, TALL_EACH * len(flows.states))


def _note(flows: Flows, wording: Wording) -> str:
    what = wording.say(
        *(("spend", "消费额") if flows.unit == "money" else ("customers", "客户数"))
    )
    return wording.say(
        f"Width: {what}. Colour: the state before. Flows below 0.5% are thin lines.",
        f"宽度为{what}，颜色为迁移前的状态；低于 0.5% 的流向以细线表示。",
    )


def _colour(flows: Flows, state: int) -> str:
    if state < flows.n_segments:
        return SEGMENTS[state % len(SEGMENTS)]
    return OTHERS[(state - flows.n_segments) % len(OTHERS)]


def _ribbons(axes: Axes, flows: Flows) -> None:
    """Draw wide flows first, so that narrow ones lie on top of them."""
    widest = flows.ribbons.sort_values("share", ascending=False, kind="stable")
    for flow in widest.to_dict("records"):
        colour = _colour(flows, flow["before"])
        tiny = flow["share"] < TINY
        shape = PathPatch(
            _ribbon(flow["left"], flow["right"], 0.0 if tiny else flow["thick"]),
            facecolor="none" if tiny else colour,
            edgecolor=colour if tiny else PAPER,
            linewidth=0.9 if tiny else 0.4,
            alpha=0.65 if tiny else 0.55,
        )
        axes.add_patch(shape)


def _ribbon(left: float, right: float, thick: float) -> Path:
    half, start, end = thick / 2, BLOCK, 1 - BLOCK
    there, back = start + BEND, end - BEND
    upper = [(start, left), (there, left), (back, right), (end, right)]
    points = [(x, y + half) for x, y in upper]
    points += [(x, y - half) for x, y in reversed(upper)]
    return Path([*points, points[0]], list(OUTLINE))


def _blocks(axes: Axes, flows: Flows) -> None:
    for block in flows.blocks.to_dict("records"):
        corner = (-BLOCK if block["day"] == 0 else 1 - BLOCK, block["low"])
        size = (2 * BLOCK, block["high"] - block["low"])
        colour = _colour(flows, block["state"])
        axes.add_patch(Rectangle(corner, *size, color=colour, linewidth=0.8, zorder=3))


def _label(axes: Axes, flows: Flows, day: int, wording: Wording) -> None:
    """Write the names beside the blocks, without overlap; lead to those that moved."""
    side = flows.blocks[flows.blocks["day"] == day]
    texts = list(_texts(side, flows, wording))
    line = LINE * TALL / _height(flows)
    heights = np.array([line * (text.count("\n") + 1.35) for text in texts])
    low, high = (side[end].to_numpy(np.float64) for end in ("low", "high"))
    middle = (low + high) / 2
    placed = 1 - stacked(1 - middle, heights, low=-0.03, high=1.03)
    away = -1 if day == 0 else 1
    edge, beside = day + away * BLOCK, day + away * (BLOCK + 2 * BESIDE)
    beyond = (placed < low) | (placed > high)
    for text, block, label, moved in zip(texts, middle, placed, beyond, strict=True):
        if moved:
            ends = [edge, edge + away * BESIDE / 2, beside - away * BESIDE / 3]
            axes.plot(ends, [block, block, label], color=QUIET, linewidth=0.7)
        axes.text(
            beside,
            label,
            text,
            ha="right" if day == 0 else "left",
            va="center",
            size=11,
            color=INK,
            linespacing=1.25,
        )


def _texts(side: pd.DataFrame, flows: Flows, wording: Wording) -> Iterator[str]:
    for state, amount, share in zip(
        side["state"], side["amount"], side["share"], strict=True
    ):
        name = wrap(flows.states[state], LETTERS, lines=2)
        told = wording.amount(amount, flows.unit)
        yield f"{name}\n{wording.percent(share)} · {told}"
