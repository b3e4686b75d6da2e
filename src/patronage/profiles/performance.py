"""What satisfaction hangs on, against how well it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from patronage.profiles.style import ACCENT, INK, LINE, QUIET, WARM, styled, title, wrap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

QUARTERS = {
    "concentrate": ("Concentrate here", "重点改进", (0.02, 0.98), ("left", "top")),
    "keep_up": ("Keep it up", "继续保持", (0.98, 0.98), ("right", "top")),
    "low_priority": ("Low priority", "次要", (0.02, 0.02), ("left", "bottom")),
    "possible_overkill": (
        "Perhaps too much",
        "或已过度",
        (0.98, 0.02),
        ("right", "bottom"),
    ),
}


@styled
def importance_map(table: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw items by performance (points) and importance (correlation).

    `table` has `item`, `performance`, `importance` and `advice`, a row each; the lines
    are the means (Martilla & James 1977).
    """
    figure = Figure(figsize=(9, 6.4), layout="constrained")
    axes = figure.add_subplot()
    for row in table.to_dict("records"):
        colour = WARM if row["advice"] == "concentrate" else ACCENT
        place = row["performance"], row["importance"]
        axes.plot(*place, "o", ms=9, color=colour)
        axes.annotate(
            wrap(str(row["item"]), 24, lines=2),
            place,
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            size=10.5,
            color=INK,
        )
    _quarters(axes, table, wording)
    axes.set_xlabel(wording.say("Performance, points of 100", "表现（满分 100）"))
    axes.set_ylabel(
        wording.say(
            "Importance: correlation with overall", "重要性：与总体满意度的相关"
        )
    )
    axes.margins(0.18, 0.22)
    title(
        figure,
        wording.say(
            f"{scheme}: what satisfaction hangs on", f"{scheme}：满意度取决于什么"
        ),
    )
    return figure


def _quarters(axes: Axes, table: pd.DataFrame, wording: Wording) -> None:
    axes.axvline(table["performance"].mean(), color=LINE, zorder=0)
    axes.axhline(table["importance"].mean(), color=LINE, zorder=0)
    for english, chinese, place, (across, upwards) in QUARTERS.values():
        axes.text(
            *place,
            wording.say(english, chinese),
            transform=axes.transAxes,
            ha=across,
            va=upwards,
            size=10,
            color=QUIET,
        )
