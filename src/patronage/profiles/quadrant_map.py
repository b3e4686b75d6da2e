"""The figure that spreads customers over two axes and four quadrants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import colormaps
from matplotlib.collections import PolyCollection
from matplotlib.colors import ListedColormap, PowerNorm
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from patronage.profiles.cut_lines import cut_lines
from patronage.profiles.label_places import apart
from patronage.profiles.quadrant_density import FLAT
from patronage.profiles.style import (
    INK,
    PAPER,
    QUIET,
    SEQUENTIAL,
    WARM,
    styled,
    title,
    wrap,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.quadrant_density import QuadrantMap
    from patronage.profiles.wording import Wording
    from patronage.segments import FloatArray

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
FEW = 2000
STANDS_OUT, MOST = 4, 0.95
MARK = 0.052
TALL, ROW = 8.8, 0.2
ON_DISC: dict[str, Any] = {"ha": "center", "va": "center", "size": 7, "color": PAPER}
SIDES, BAND = 0.06, 0.2
PALEST = 0.14
SMALLEST = 0.12
SIX = np.array(
    [[1, -1 / 3], [1, 1 / 3], [0, 2 / 3], [-1, 1 / 3], [-1, -1 / 3], [0, -2 / 3]]
)
ROUND = np.column_stack(
    [np.cos(np.arange(40) * np.pi / 20), np.sin(np.arange(40) * np.pi / 20)]
)


@styled
def quadrant_map(
    cells: pd.DataFrame,
    shown: QuadrantMap,
    wording: Wording,
    *,
    scheme: str,
) -> Figure:
    """Draw the density of customers, the cuts, and each quadrant's name and share.

    Few customers are dots as well; on an axis of few values, cells are discs.
    """
    figure = Figure(figsize=(9.6, _height(shown)), layout="constrained")
    axes = figure.add_subplot()
    density = _cells(cells, shown)
    axes.add_collection(density)
    _dots(axes, shown)
    axes.set_xlim(-SIDES, 1 + SIDES)
    axes.set_ylim(-BAND, 1 + BAND)
    _scale(axes, shown, wording)
    cut_lines(axes, shown, wording)
    _name_corners(axes, shown.corners, wording)
    if shown.centroids is not None:
        _mark(figure, shown, shown.centroids)
    _count(figure, density, cells, wording)
    title(figure, wording.say(f"{scheme}: the four quadrants", f"{scheme}：四象限"))
    axes.set_title(wrap(_note(shown, wording), 112), size=10, color=QUIET, pad=24)
    return figure


def _height(shown: QuadrantMap) -> float:
    """Leave the plot as high as it is, however many segments are listed below it."""
    listed = 0 if shown.centroids is None else -(-len(shown.centroids) // 2)
    return TALL + ROW * listed


def _note(shown: QuadrantMap, wording: Wording) -> str:
    """What a reader has to know of the drawing."""
    parts = [wording.say("Dashed: the cuts.", "虚线为分界。")]
    if any(axis.in_doubt for axis in (shown.across, shown.upwards)):
        told = ("Bands: their 95% intervals.", "色带为其 95% 区间。")
        parts.append(wording.say(*told))
    if shown.in_steps:
        parts.append(wording.say("Area: customers.", "圆面积表示客户数。"))
    elif _are_few(shown):
        parts.append(wording.say("A dot is a customer.", "每点为一位客户。"))
    if shown.beyond:
        share = wording.percent(shown.beyond)
        told = (
            f"{share} of customers lie beyond the frame and stand at its edge.",
            f"{share} 的客户超出图框，置于边缘。",
        )
        parts.append(wording.say(*told))
    return wording.say(" ", "").join(parts)


def _are_few(shown: QuadrantMap) -> bool:
    return len(shown.known[0]) <= FEW and not shown.in_steps


def _cells(cells: pd.DataFrame, shown: QuadrantMap) -> PolyCollection:
    """Hexagons that tile the plane, or a disc for each pair of values."""
    pairs = zip(shown.views, shown.columns, strict=True)
    centres = np.column_stack([view.place(cells[c].to_numpy()) for view, c in pairs])
    customers = cells["customers"].to_numpy(np.float64)
    half = cells.loc[0, ["wide", "high"]].to_numpy(np.float64) / 2
    colours = colormaps[SEQUENTIAL](np.linspace(PALEST, 1, 256))
    return PolyCollection(
        list(centres[:, None, :] + _shapes(shown, customers, half)),
        array=customers,
        cmap=ListedColormap(colours),
        norm=PowerNorm(0.6, vmin=0, vmax=_darkest(customers)),
        edgecolors=PAPER,
        linewidths=0.4,
        alpha=0.6 if _are_few(shown) else 1.0,
    )


def _shapes(shown: QuadrantMap, customers: FloatArray, half: FloatArray) -> FloatArray:
    """The outline of each cell around its centre."""
    if not shown.in_steps:
        return np.broadcast_to(SIX * half, (len(customers), *SIX.shape))
    radius = np.sqrt(customers / customers.max()).clip(min=SMALLEST)
    largest = 0.94 * min(half[0], half[1] * FLAT)
    disc: FloatArray = ROUND * [largest, largest / FLAT]
    return radius[:, None, None] * disc


def _darkest(customers: FloatArray) -> float:
    """The count that has the darkest colour: of all, or of all but a few peaks."""
    peak, usual = customers.max(), np.quantile(customers, MOST)
    return float(usual if peak > STANDS_OUT * usual else peak)


def _dots(axes: Axes, shown: QuadrantMap) -> None:
    if _are_few(shown):
        across, upwards = shown.places(shown.known).T
        size = float(np.clip(9000 / max(len(across), 1), 5, 16))
        axes.scatter(across, upwards, s=size, color=INK, alpha=0.55, lw=0, zorder=2.5)


def _scale(axes: Axes, shown: QuadrantMap, wording: Wording) -> None:
    both = zip((axes.xaxis, axes.yaxis), shown.sides, strict=True)
    for side, (axis, view) in both:
        ticks = view.ticks()
        told = [wording.amount(value, axis.unit) for value in ticks]
        side.set_ticks(view.place(ticks).tolist(), told)
        by_ratio = wording.say(" (spaced by ratio)", "（按比例间距）")
        side.set_label_text(axis.label + (by_ratio if view.bend else ""), size=11)
    axes.tick_params(length=0, labelsize=9)


def _count(
    figure: Figure, density: PolyCollection, cells: pd.DataFrame, wording: Wording
) -> None:
    customers = cells["customers"].to_numpy(np.float64)
    clipped = customers.max() > _darkest(customers)
    bar = figure.colorbar(
        density,
        extend="max" if clipped else "neither",
        ax=figure.axes[0],
        shrink=0.5,
        aspect=32,
        pad=0.02,
        ticks=MaxNLocator(5, integer=True),
        format=FuncFormatter(lambda value, _: wording.number(value)),
    )
    bar.ax.tick_params(length=0, labelsize=9)
    bar.outline.set_visible(False)
    bar.set_label(wording.say("customers in a cell", "每格客户数"), size=9)


def _name_corners(axes: Axes, corners: pd.DataFrame, wording: Wording) -> None:
    named = zip(corners["name"], corners["share"], CORNERS, strict=True)
    for name, share, (right, top) in named:
        axes.text(
            0.985 if right else 0.015,
            0.985 if top else 0.015,
            f"{wrap(name, 26, lines=2)}\n{wording.percent(share)}",
            transform=axes.transAxes,
            ha="right" if right else "left",
            va="top" if top else "bottom",
            size=13,
            linespacing=1.35,
            bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.9, "pad": 5},
            zorder=5,
        )


def _mark(figure: Figure, shown: QuadrantMap, centroids: pd.DataFrame) -> None:
    """Mark other segments: a disc each, tied to its place where it had to move."""
    axes = figure.axes[0]
    values: list[FloatArray] = [centroids[c].to_numpy(float) for c in shown.columns]
    places, flat = shown.places(values), np.array([1, FLAT])
    discs = apart(places * flat, MARK) / flat
    for identity, name, place, disc in zip(
        centroids["segment_id"], centroids["name"], places, discs, strict=True
    ):
        axes.plot(*np.column_stack([place, disc]), color=WARM, marker=".", zorder=5.5)
        label = f"{identity}  {name}"
        axes.plot(*disc, "o", ms=18, c=WARM, mec=PAPER, mew=1.5, zorder=6, label=label)
        axes.annotate(identity, disc, zorder=7, **ON_DISC)
    figure.legend(
        loc="outside lower left", fontsize=9, ncols=2, markerscale=0.45, handletextpad=0
    )
