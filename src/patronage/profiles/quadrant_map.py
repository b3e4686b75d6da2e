"""The figure that spreads customers over two axes and four quadrants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import PowerNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from patronage.profiles.style import INK, PAPER, SEQUENTIAL, WARM, styled, title, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

MOST_CELLS, FEWEST_CELLS = 34, 14
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


@dataclass(frozen=True, kw_only=True)
class QuadrantMap:
    """Two axes, where they are cut, and what may be marked on them.

    `axes` has a row per customer with `attitude` (drawn across) and `repeat`
    (upwards). `corners` has a row per quadrant, `name` and `share`, in the order
    low-low, low-high, high-low, high-high; the map may stand beside any scheme.
    `centroids` marks other segments: `segment_id`, `name`, `attitude`, `repeat`.
    """

    axes: pd.DataFrame
    corners: pd.DataFrame
    attitude_cut: float
    repeat_cut: float
    attitude_label: str
    repeat_label: str
    centroids: pd.DataFrame | None = None


def density(axes: pd.DataFrame) -> pd.DataFrame:
    """Count customers in hexagons: the centre of each, and `customers`.

    From 14 hexagons side by side for few customers to 34 for many; customers without
    a place on both axes are left out. `wide` and `high` are the size of a hexagon.
    """
    known = axes[["attitude", "repeat"]].dropna()
    cells = int(np.clip(np.sqrt(len(known)) / 2.5, FEWEST_CELLS, MOST_CELLS))
    low, span = known.min(), _span(known)
    unit = ((known - low) / span).to_numpy(float)
    steps = np.array([1, np.sqrt(3)]) / cells
    even = np.round(unit / steps)
    odd = np.floor(unit / steps) + 0.5
    aspect = np.array([1.0, 3.0])
    nearer = ((unit / steps - odd) ** 2 @ aspect) < (
        (unit / steps - even) ** 2 @ aspect
    )
    centre = np.where(nearer[:, None], odd, even) * steps * span.to_numpy()
    table = pd.DataFrame(centre + low.to_numpy(), columns=["attitude", "repeat"])
    counted = table.value_counts(sort=False).rename("customers").reset_index()
    wide, high = steps * span.to_numpy()
    return counted.sort_values(["attitude", "repeat"], ignore_index=True).assign(
        wide=wide, high=high
    )


@styled
def quadrant_map(
    cells: pd.DataFrame,
    shown: QuadrantMap,
    wording: Wording,
    *,
    scheme: str,
) -> Figure:
    """Draw the density of customers, the cuts, and each quadrant's name and share."""
    figure = Figure(figsize=(9.6, 8.4), layout="constrained")
    axes = figure.add_subplot()
    hexagons = _hexagons(cells)
    axes.add_collection(hexagons)
    axes.autoscale_view()
    axes.margins(0.02, 0.13)
    axes.axvline(shown.attitude_cut, color=INK, linewidth=1.2, linestyle=(0, (5, 3)))
    axes.axhline(shown.repeat_cut, color=INK, linewidth=1.2, linestyle=(0, (5, 3)))
    axes.set_xlabel(shown.attitude_label, size=11)
    axes.set_ylabel(shown.repeat_label, size=11)
    axes.tick_params(length=0, labelsize=9)
    _name_corners(axes, shown.corners, wording)
    if shown.centroids is not None:
        _mark(figure, shown.centroids)
    bar = figure.colorbar(
        hexagons,
        ax=axes,
        shrink=0.5,
        aspect=32,
        pad=0.02,
        ticks=MaxNLocator(5, integer=True),
    )
    bar.ax.tick_params(length=0, labelsize=9)
    bar.outline.set_visible(False)
    bar.set_label(wording.say("customers in a cell", "每格客户数"), size=9)
    title(figure, wording.say(f"{scheme}: the four quadrants", f"{scheme}：四象限"))
    return figure


def _span(known: pd.DataFrame) -> pd.Series:
    span = known.max() - known.min()
    return span.where(span > 0, 1.0)


def _hexagons(cells: pd.DataFrame) -> PolyCollection:
    """Hexagons that tile the plane."""
    centres = cells[["attitude", "repeat"]].to_numpy(float)
    corners = np.array(
        [[1, -1 / 3], [1, 1 / 3], [0, 2 / 3], [-1, 1 / 3], [-1, -1 / 3], [0, -2 / 3]]
    )
    half = cells[["wide", "high"]].to_numpy(float)[:, None, :] / 2
    return PolyCollection(
        list(centres[:, None, :] + corners * half),
        array=cells["customers"].to_numpy(float),
        cmap=SEQUENTIAL,
        norm=PowerNorm(0.6, vmin=0),
        edgecolors=PAPER,
        linewidths=0.4,
    )


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
            bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.82, "pad": 5},
            zorder=5,
        )


def _mark(figure: Figure, centroids: pd.DataFrame) -> None:
    axes = figure.axes[0]
    for identity, name, across, up in zip(
        *(centroids[c] for c in ("segment_id", "name", "attitude", "repeat")),
        strict=True,
    ):
        label = f"{identity}  {name}"
        axes.scatter(across, up, s=330, c=WARM, ec=PAPER, lw=1.5, zorder=6, label=label)
        axes.text(
            across,
            up,
            identity,
            ha="center",
            va="center",
            size=7,
            color=PAPER,
            zorder=7,
        )
    figure.legend(
        loc="outside lower left", fontsize=9, ncols=2, markerscale=0.45, handletextpad=0
    )
