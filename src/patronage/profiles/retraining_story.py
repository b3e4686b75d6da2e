"""The figure of a scheme through all its retrainings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from patronage.profiles.retraining_causes import cause_patches, draw_causes
from patronage.profiles.retraining_strips import draw_strips, n_strips
from patronage.profiles.style import LINE, styled, title
from patronage.profiles.wording import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Language

EACH, BARS, REST = 0.62, 2.1, 2.2  # inches
DATES = 13  # that have room for words


@styled
def retraining_story(
    retrainings: pd.DataFrame, shares: pd.DataFrame, *, language: Language = "en"
) -> Figure:
    """Draw a strip per segment id from birth to death, and below who moved and why.

    Parameters
    ----------
    retrainings
        The table of that name, a column of the figure per row.
    shares
        Who the champion then had where: `as_of`, `segment_id`, `name_en`, `name_zh` and
        `share` (of 1) of customers in a segment. A name is that of the last day.
    """
    wording = Wording(language=language)
    told = retrainings.assign(as_of=pd.to_datetime(retrainings["as_of"]))
    known = shares.assign(as_of=pd.to_datetime(shares["as_of"]))
    strips = EACH * (n_strips(known) + 1)
    figure = Figure(figsize=(12, strips + BARS + REST), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[strips, BARS])
    in_words = len(told) <= DATES
    draw_strips(upper, told, known, wording, in_words=in_words)
    draw_causes(lower, told, wording, in_words=in_words)
    _dates(lower, told)
    marks, _ = upper.get_legend_handles_labels()
    figure.legend(
        handles=[*marks, *cause_patches(wording)],
        loc="outside lower center",
        ncols=6,
        fontsize=10,
    )
    title(
        figure,
        wording.say("Segments through all retrainings", "历次重训中的细分"),
        below=wording.say(
            "Share of customers in each segment of the champion, from birth to death.",
            "现行方案各细分的客户占比，从产生到消失。",
        ),
    )
    return figure


def _dates(axes: Axes, told: pd.DataFrame) -> None:
    step = -(-len(told) // DATES)
    days = told["as_of"].dt.strftime("%Y-%m-%d")
    axes.set_xticks(range(0, len(told), step), days[::step], size=9)
    axes.set_xlim(-0.5, len(told) - 0.5)
    axes.spines["bottom"].set_color(LINE)
