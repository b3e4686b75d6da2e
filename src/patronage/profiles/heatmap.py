"""The figure that shows in which columns the segments differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from patronage.profiles.profile import FORECAST, MIN_KNOWN
from patronage.profiles.style import DIVERGING, INK, PAPER, QUIET, styled, title, wrap
from patronage.profiles.words import statement, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh

    from patronage.profiles.wording import Wording

LIMIT = 1.5
TOP = 12
NUMBERS = ["z", "mean", "median"]
NARROWEST, SIDE, BAR = 9.0, 3.4, 4.5  # inches: of the figure, its names, its colours
SIGNS_PER_INCH = 12


def heatmap_table(profile: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return the cells: a row per segment and column, strongest columns first.

    The 12 columns are those of the largest `eta2` in `profile_features`, one of each
    theme before a second of any, what is measured before what a model expects. A column
    must be known of half of the customers, and a cell of half of its segment; of a
    category there is one level.
    """
    who = ["segment", "segment_id", "name", "size", "share"]
    cells = _known(told.merge(profile[who], on="segment"))
    rank = {column: place for place, column in enumerate(_best(cells))}
    cells = cells[cells["column"].isin(rank)]
    cells = cells.assign(rank=cells["column"].map(rank)).sort_values(
        ["segment", "rank"], ignore_index=True
    )
    return cells[[*who, "rank", "column", "unit", "eta2", *NUMBERS]]


def _known(told: pd.DataFrame) -> pd.DataFrame:
    """Leave out columns that are hardly known, and blank cells that are."""
    counted = told.groupby("column")[["n", "size"]].transform("sum")
    told = told[counted["n"] >= MIN_KNOWN * counted["size"]].copy()
    told[NUMBERS] = told[NUMBERS].where(told["known"] >= MIN_KNOWN)
    return told


def _best(told: pd.DataFrame) -> list[str]:
    """The columns to be shown, that of the largest `eta2` first."""
    each = told.drop_duplicates("column")[["column", "eta2", "kind"]]
    each = each.assign(
        theme=[words(column).theme for column in each["column"]],
        number=np.array([not statement(column) for column in each["column"]], bool),
        forecast=each["kind"] == FORECAST,
    )
    each = each.sort_values(
        ["forecast", "eta2", "column"], ascending=[True, False, True]
    )
    each = each.assign(again=each.groupby("theme").cumcount())
    each = each[(each["again"] == 0) | each["number"]]
    each = each.sort_values(["eta2", "column"], ascending=[False, True])
    best = each.sort_values("again", kind="stable").head(TOP)
    return list(best.sort_values("eta2", ascending=False, kind="stable")["column"])


@styled
def heatmap(cells: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw segments against columns: a mean, coloured by its distance from average."""
    rows, columns = cells["segment"].nunique(), cells["rank"].nunique()
    z = cells["z"].to_numpy(float).reshape(rows, columns)
    width = max(NARROWEST, 4 + 0.95 * columns)
    figure = Figure(figsize=(width, 2.9 + 0.62 * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.set_facecolor("#f1f3f5")
    image = axes.pcolormesh(
        np.ma.masked_invalid(z),
        cmap=DIVERGING,
        vmin=-LIMIT,
        vmax=LIMIT,
        edgecolors=PAPER,
        linewidth=2,
    )
    _label(axes, cells, wording)
    _write(axes, cells, wording)
    _explain(figure, image, wording)
    title(
        figure,
        wording.say(
            f"{scheme}: what sets the segments apart", f"{scheme}：各细分的差异所在"
        ),
        below=wrap(
            wording.say(
                "Cells show means. Columns run from the one that segments explain best"
                " (η²: share of its variance between segments).",
                "单元格为均值；各列按细分的解释力由强到弱排列（η²：组间方差占比）。",
            ),
            int(SIGNS_PER_INCH * (width - SIDE)),
            lines=3,
        ),
    )
    return figure


def _explain(figure: Figure, image: QuadMesh, wording: Wording) -> None:
    bar = figure.colorbar(
        image,
        ax=figure.axes[0],
        orientation="horizontal",
        shrink=BAR / figure.get_figwidth(),
        aspect=40,
        pad=0.03,
    )
    bar.outline.set_visible(False)
    bar.set_ticks(
        [-LIMIT, 0, LIMIT],
        labels=[
            wording.say("1.5 sd below", "低 1.5 个标准差"),
            wording.say("average customer", "平均客户"),
            wording.say("1.5 sd above", "高 1.5 个标准差"),
        ],
    )
    bar.ax.tick_params(length=0, labelsize=9, labelcolor=QUIET)


def _label(axes: Axes, cells: pd.DataFrame, wording: Wording) -> None:
    across = cells.drop_duplicates("rank").sort_values("rank")
    down = cells.drop_duplicates("segment").sort_values("segment")
    heads = [
        _head(column, unit, eta2, wording)
        for column, unit, eta2 in zip(
            across["column"], across["unit"], across["eta2"], strict=True
        )
    ]
    sides = [
        f"{wrap(name, 34, lines=2)}\n{wording.count(size)} · {wording.percent(share)}"
        for name, size, share in zip(
            down["name"], down["size"], down["share"], strict=True
        )
    ]
    axes.set_xticks(np.arange(len(heads)) + 0.5, heads, size=9, linespacing=1.25)
    axes.set_yticks(np.arange(len(sides)) + 0.5, sides, size=10, linespacing=1.25)
    axes.xaxis.tick_top()
    axes.invert_yaxis()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _head(column: str, unit: str, eta2: float, wording: Wording) -> str:
    label = wording.heading(words(column).label, unit)
    return f"{wrap(label, 14, lines=4)}\nη² {eta2:.2f}"


def _write(axes: Axes, cells: pd.DataFrame, wording: Wording) -> None:
    for row, (_, line) in enumerate(cells.groupby("segment")):
        for rank, unit, z, mean in zip(
            line["rank"], line["unit"], line["z"], line["mean"], strict=True
        ):
            axes.text(
                rank + 0.5,
                row + 0.5,
                wording.amount(mean, unit),
                ha="center",
                va="center",
                size=11,
                color=PAPER if abs(z) > 0.62 * LIMIT else INK,
            )
