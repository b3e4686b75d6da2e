"""The figure of how many customers each tier has, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from patronage.profiles.style import INK, PAPER, SOFT, styled, title, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording
    from patronage.segments import FloatArray

MOST = 10
WIDE = 0.86
LEGIBLE = 0.035
COLOURS, DARK, LIGHT = "GnBu", 0.95, 0.18
PALE = 0.55
PERIODS = 14  # that have room for words


class Layer(NamedTuple):
    """What lies on what in each bar, from the bottom."""

    label: str
    heights: FloatArray
    is_tier: bool = True


@styled
def tier_shares_figure(
    shares: pd.DataFrame, names: pd.Series[str], wording: Wording, *, scheme: str
) -> Figure:
    """Draw a bar per period, parted by official tier, the best at the bottom.

    `shares` has a row per period and a column per tier (see `tier_shares` of compare);
    `names` what a tier is called. Of more than ten tiers the largest are drawn, the
    others together.
    """
    layers = _layers(shares, names, wording)
    figure = Figure(figsize=(11, 6.4), layout="constrained")
    axes = figure.add_subplot()
    _bars(axes, layers, wording)
    step = -(-len(shares) // PERIODS)
    axes.set_xticks(range(0, len(shares), step), _periods(shares)[::step])
    axes.tick_params(length=0)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_ylim(0, 1)
    axes.set_xlim(-0.6, len(shares) - 0.4)
    axes.spines[["left", "bottom"]].set_visible(False)
    handles, texts = axes.get_legend_handles_labels()
    figure.legend(handles[::-1], texts[::-1], loc="outside right center", fontsize=10)
    title(
        figure,
        wording.say(f"{scheme}: official tiers over time", f"{scheme}：正式档位的变化"),
        below=wording.say(
            "Share of the customers who have an official tier in the period.",
            "占该期有正式档位的客户的比例。",
        ),
    )
    return figure


def _bars(axes: Axes, layers: list[Layer], wording: Wording) -> None:
    places = np.arange(len(layers[0].heights))
    below, tones = np.zeros(len(places)), np.linspace(DARK, LIGHT, len(layers))
    for layer, tone in zip(layers, tones, strict=True):
        colour = mpl.colormaps[COLOURS](tone) if layer.is_tier else SOFT
        bars = axes.bar(
            places,
            layer.heights,
            WIDE,
            below,
            color=colour,
            edgecolor=PAPER,
            label=layer.label,
        )
        told = [wording.percent(v) if v >= LEGIBLE else "" for v in layer.heights]
        ink = PAPER if tone > PALE and layer.is_tier else INK
        if len(places) <= PERIODS:
            axes.bar_label(bars, told, label_type="center", size=9, color=ink)
        below += layer.heights


def _layers(
    shares: pd.DataFrame, names: pd.Series[str], wording: Wording
) -> list[Layer]:
    """Keep the largest tiers in their order; the others are one layer."""
    kept = sorted(shares.mean().nlargest(MOST).index)
    layers = [
        Layer(wrap(names[tier], 22, lines=2), shares[tier].to_numpy(np.float64))
        for tier in kept
    ]
    others = shares.drop(columns=kept)
    if others.columns.empty:
        return layers
    n = others.shape[1]
    told = wording.say(f"{n} others", f"其余 {n} 档")
    return [*layers, Layer(told, others.sum(axis=1).to_numpy(np.float64), False)]


def _periods(shares: pd.DataFrame) -> list[str]:
    """Write months where every period is one, else days."""
    days = pd.DatetimeIndex(shares.index)
    months = days.to_period("M").is_unique
    return list(days.strftime("%Y-%m" if months else "%m-%d"))
