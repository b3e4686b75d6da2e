"""Where a map is cut, and how far the cuts are in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.profiles.style import INK, QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.profiles.quadrant_density import MapAxis, QuadrantMap
    from patronage.profiles.wording import Wording

INSIDE = {"x": (0.16, 0.84), "y": (0.05, 0.95)}
DECIMALS, TELLING = (2, 4), 1.25
DASHED: dict[str, Any] = {"linewidth": 1.2, "linestyle": (0, (5, 3)), "zorder": 4}
EDGE: dict[str, Any] = {"linewidth": 0.6, "alpha": 0.35, "zorder": 3}


def cut_lines(axes: Axes, shown: QuadrantMap, wording: Wording) -> None:
    """Draw both cuts with their 95 % intervals, and write at their ends what they are.

    An interval too narrow to be seen is still read there.
    """
    across: tuple[Any, Any] = (axes.axvline, axes.axvspan)
    upwards: tuple[Any, Any] = (axes.axhline, axes.axhspan)
    for (line, span), (axis, view) in zip((across, upwards), shown.sides, strict=True):
        line(float(view.place(axis.cut)), color=INK, **DASHED)
        if axis.in_doubt:
            low, high = view.place(axis.marks[1:]).tolist()
            span(low, high, color=INK, alpha=0.16, linewidth=0, zorder=3)
            line(low, color=INK, **EDGE)
            line(high, color=INK, **EDGE)
    _write(axes, shown, wording)


def told(axis: MapAxis, wording: Wording) -> str:
    """Write a cut and its interval, with decimals enough to tell its ends apart."""
    cut, low, high = (_number(value, axis, wording) for value in axis.marks)
    if not axis.in_doubt:
        return wording.say(f"cut {cut}", f"分界 {cut}")
    return wording.say(f"cut {cut} ({low} to {high})", f"分界 {cut}（{low} 至 {high}）")


def _number(value: float, axis: MapAxis, wording: Wording) -> str:
    if axis.unit or abs(axis.cut) >= 10 or not axis.in_doubt:
        return wording.amount(value, axis.unit)
    decimals = TELLING - np.log10(axis.marks[2] - axis.marks[1])
    return f"{value:.{int(np.clip(decimals, *DECIMALS))}f}"


def _write(axes: Axes, shown: QuadrantMap, wording: Wording) -> None:
    (across, x), (upwards, y) = shown.sides
    quiet: dict[str, Any] = {"size": 9, "color": QUIET, "annotation_clip": False}
    axes.annotate(
        told(across, wording),
        (float(x.place(across.cut).clip(*INSIDE["x"])), 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        **quiet,
    )
    axes.annotate(
        told(upwards, wording),
        (1, float(y.place(upwards.cut).clip(*INSIDE["y"]))),
        xycoords=("axes fraction", "data"),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        rotation=270,
        **quiet,
    )
