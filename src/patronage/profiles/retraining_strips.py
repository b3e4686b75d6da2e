"""Segments as strips through time: as long as they live, as high as they are large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from patronage.profiles.style import ACCENT, INK, LINE, PAPER, QUIET, SOFT, wrap
from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording
    from patronage.segments import FloatArray, IntArray

HALF, END = 0.44, 0.46
TALLEST = 0.56  # of a row; what is above it has room for the percentage
GROUND, AREA = "#eef2f4", "#8fbfc2"
LETTERS = 38
MARKS: Mapping[str, tuple[str, str, Phrase]] = {
    "promoted": ("o", ACCENT, Phrase("challenger promoted", "新方案启用")),
    "kept": ("o", PAPER, Phrase("champion kept", "现行方案保留")),
    "no_change": ("d", SOFT, Phrase("nothing changed", "无变化")),
}


def n_strips(shares: pd.DataFrame) -> int:
    """Count the segments that ever were."""
    return int(shares["segment_id"].nunique())


def draw_strips(
    axes: Axes,
    retrainings: pd.DataFrame,
    shares: pd.DataFrame,
    wording: Wording,
    *,
    in_words: bool,
) -> None:
    """Draw a strip per segment id, and above them what was decided on each day."""
    wide = shares.pivot_table("share", "segment_id", "as_of", "last", observed=True)
    wide = wide.reindex(columns=retrainings["as_of"]).sort_index()
    largest = float(np.nanmax(wide.to_numpy(), initial=0.0)) or 1.0
    _decisions(axes, retrainings, wording, len(wide))
    for row, values in enumerate(wide.to_numpy(np.float64)):
        for lived in _runs(values):
            _strip(axes, row, lived, values[lived] / largest * TALLEST)
            told = [wording.percent(v) for v in values[lived]] if in_words else []
            for x, y, text in zip(lived, values[lived] / largest, told, strict=False):
                place = row + HALF - y * TALLEST - 0.04
                axes.text(x, place, text, ha="center", size=8, color=INK)
    _names(axes, wide, shares, wording)
    axes.set_ylim(len(wide) - 0.4, -1.15)
    axes.tick_params(length=0, labelbottom=False)
    axes.spines[["left", "bottom"]].set_visible(False)


def _strip(axes: Axes, row: int, lived: IntArray, heights: FloatArray) -> None:
    """Draw a life, and how large the segment was; both reach beyond its days."""
    first, last = lived[0] - END, lived[-1] + END
    ground = Rectangle((first, row - HALF), last - first, 2 * HALF, color=GROUND)
    axes.add_patch(ground)
    days = np.concatenate([[first], lived, [last]])
    tops = row + HALF - np.concatenate([heights[:1], heights, heights[-1:]])
    axes.fill_between(days, tops, row + HALF, color=AREA, linewidth=0)
    axes.plot(days, tops, color=ACCENT, linewidth=1.2)


def _runs(values: FloatArray) -> Iterator[IntArray]:
    """Yield the days that a segment lived without a break."""
    days = np.flatnonzero(np.isfinite(values))
    if len(days):
        yield from np.split(days, np.flatnonzero(np.diff(days) > 1) + 1)


def _decisions(
    axes: Axes, retrainings: pd.DataFrame, wording: Wording, n_rows: int
) -> None:
    for decision, (marker, face, phrase) in MARKS.items():
        days = np.flatnonzero(retrainings["decision"] == decision)
        if not len(days):
            continue
        axes.scatter(
            days,
            np.full(len(days), -0.85),
            s=70,
            marker=marker,
            facecolor=face,
            edgecolor=ACCENT,
            linewidth=1.5,
            label=wording.say(*phrase),
        )
        if decision == "promoted":
            axes.vlines(days, -0.7, n_rows - 0.5, color=LINE, linewidth=1, zorder=0)


def _names(
    axes: Axes, wide: pd.DataFrame, shares: pd.DataFrame, wording: Wording
) -> None:
    """Write id and name at the left; what lives no more is written quietly."""
    last = shares.sort_values("as_of", kind="stable").groupby("segment_id").last()
    names = last.loc[wide.index, f"name_{wording.language}"]
    texts = [
        wrap(f"{identity} · {name}", LETTERS, lines=2)
        for identity, name in names.items()
    ]
    axes.set_yticks(range(len(wide)), texts, size=10, linespacing=1.2)
    alive = wide.iloc[:, -1].notna()
    for label, lives in zip(axes.get_yticklabels(), alive, strict=True):
        label.set_color(INK if lives else QUIET)
