"""Bars of who changed segment at each retraining: customers moved, or the model did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, PercentFormatter

from patronage.profiles.style import ACCENT, INK, PAPER, QUIET, SOFT, WARM
from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

CAUSES: Mapping[str, tuple[str, Phrase]] = {
    "moved_customers": (ACCENT, Phrase("customers moved", "客户自身变化")),
    "moved_model": (WARM, Phrase("the model moved", "模型变化")),
    "moved_both": (SOFT, Phrase("both", "两者兼有")),
}
WIDE, PALE = 0.62, 0.4
LEAST = 0.04


def draw_causes(
    axes: Axes, retrainings: pd.DataFrame, wording: Wording, *, in_words: bool
) -> None:
    """Draw a bar per retraining, parted by cause; pale where it came to nothing."""
    promoted = (retrainings["decision"] == "promoted").to_numpy()
    days, below = np.arange(len(retrainings)), np.zeros(len(retrainings))
    for cause, (colour, _) in CAUSES.items():
        heights = retrainings[cause].fillna(0.0).to_numpy(np.float64)
        shades = [to_rgba(colour, 1.0 if each else PALE) for each in promoted]
        axes.bar(days, heights, WIDE, below, color=shades, edgecolor=PAPER)
        below += heights
    if in_words:
        _totals(axes, retrainings, wording)
    axes.set_ylim(0, max(float(below.max(initial=0.0)), LEAST) * 1.22)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.tick_params(length=0)
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    heading = wording.say(
        "Customers in another segment than when the champion was trained "
        "(pale: had the challenger been promoted)",
        "与现行方案训练时相比换了细分的客户（浅色：假如启用了新方案）",
    )
    axes.set_title(heading, size=10, color=QUIET)


def cause_patches(wording: Wording) -> list[Patch]:
    """Return what the legend says of the colours."""
    return [
        Patch(facecolor=colour, label=wording.say(*phrase))
        for colour, phrase in CAUSES.values()
    ]


def _totals(axes: Axes, retrainings: pd.DataFrame, wording: Wording) -> None:
    """Write above each bar what all causes come to, a dash where nobody knows."""
    totals = retrainings[list(CAUSES)].sum(axis=1, min_count=1)
    for day, total in enumerate(totals):
        axes.annotate(
            wording.percent(total),
            (day, 0.0 if np.isnan(total) else total),
            (0, 3),
            textcoords="offset points",
            ha="center",
            size=8.5,
            color=INK,
        )
