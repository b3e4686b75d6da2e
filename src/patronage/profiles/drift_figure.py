"""How far features and segments are from what a champion learned of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from patronage.profiles.style import ACCENT, QUIET, SOFT, WARM, styled, title
from patronage.profiles.wording import Wording
from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Language

SHOWN = 20
BANDS = (0.10, 0.25)
LONGEST = 1.0  # a longer bar is cut, and its number written: the bands stay readable
COLOURS = {"stable": SOFT, "moderate": WARM, "major": "#b5536b"}
HEAD = Phrase(
    "How far customers are from those the champion learned of",
    "客户分布与现行方案训练时的差异",
)
INDEX = Phrase("population stability index", "群体稳定性指数")
CHANCE = Phrase(
    "chance alone reaches this in 5 % of samples", "随机波动在 5% 的样本中可达此值"
)
SIZES = Phrase("share of customers by segment", "各细分的客户占比")
BEFORE, NOW = Phrase("at training", "训练时"), Phrase("now", "现在")


@styled
def drift_figure(
    drift: pd.DataFrame, names: pd.DataFrame, *, language: Language = "en"
) -> Figure:
    """Draw the features that moved most, and the sizes of segments then and now.

    `drift` is the table of that name, of which the twenty largest indices are shown;
    `names` are the champion's.
    """
    say = Wording(language=language).say
    known = drift[drift["kind"].isin(["feature", "category"]) & drift["psi"].notna()]
    largest = known.nlargest(SHOWN, "psi").iloc[::-1]
    figure = Figure(
        figsize=(11, 2.2 + 0.3 * max(len(largest), 6)), layout="constrained"
    )
    left, right = figure.subplots(1, 2, width_ratios=[2.2, 1])
    title(figure, say(*HEAD))
    _features(left, largest)
    left.set_xlabel(say(*INDEX))
    left.legend(
        [left.lines[-1]], [say(*CHANCE)], loc="lower left", bbox_to_anchor=(0, 1)
    )
    _segments(right, drift[drift["kind"] == "segment"], names)
    right.set_xlabel(say(*SIZES))
    right.legend([say(*BEFORE), say(*NOW)], loc="lower center", bbox_to_anchor=(0.5, 1))
    return figure


def _features(axes: Axes, largest: pd.DataFrame) -> None:
    places = np.arange(len(largest))
    colours = [COLOURS[band] for band in largest["band"]]
    end = float(np.clip(1.1 * max(largest["psi"], default=0.0), 0.3, LONGEST))
    axes.barh(places, largest["psi"], color=colours, height=0.66)
    for bound in BANDS:
        axes.axvspan(bound, end, color=WARM, alpha=0.07, linewidth=0)
        axes.axvline(bound, color=QUIET, linewidth=0.8, linestyle=":")
        axes.text(bound, len(largest) - 0.3, f" {bound:g}", color=QUIET, fontsize=9)
    axes.plot(largest["psi_critical"].clip(upper=end), places, "|", color=ACCENT, ms=11)
    for place, index in enumerate(largest["psi"]):
        if index > end:
            told = axes.text(0.98 * end, place, f"{index:.2f} >", color="white")
            told.set(ha="right", va="center")
    axes.set_xlim(0, end)
    axes.set_yticks(places, largest["subject"])
    axes.set_ylim(-0.6, len(largest) + 0.4)
    axes.tick_params(length=0)


def _segments(axes: Axes, shares: pd.DataFrame, names: pd.DataFrame) -> None:
    ids = dict(
        zip(
            "segment " + names["segment"].astype("str"),
            names["segment_id"],
            strict=True,
        )
    )
    places = np.arange(len(shares))[::-1]
    axes.barh(places + 0.19, shares["before"], height=0.36, color=SOFT)
    axes.barh(places - 0.19, shares["now"], height=0.36, color=ACCENT)
    axes.set_yticks(places, shares["subject"].map(ids).fillna(shares["subject"]))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.tick_params(length=0)
