"""Rows against columns in a figure: the larger a share, the darker its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.profiles.style import INK, PAPER, SEQUENTIAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from patronage.segments import FloatArray

DARK = 0.6


def shaded(
    axes: Axes,
    shares: FloatArray,
    tell: Callable[[float], str],
    *,
    sides: Sequence[str],
    heads: Sequence[str],
) -> None:
    """Draw shares of 0 to 1 as cells with their texts; NaN is left blank."""
    axes.pcolormesh(
        np.ma.masked_invalid(shares),
        cmap=SEQUENTIAL,
        vmin=0,
        vmax=1,
        edgecolors=PAPER,
        linewidth=2,
    )
    axes.set_xticks(np.arange(len(heads)) + 0.5, heads, size=9)
    axes.set_yticks(np.arange(len(sides)) + 0.5, sides, size=9.5, linespacing=1.2)
    axes.xaxis.tick_top()
    axes.invert_yaxis()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for row, column in np.argwhere(~np.isnan(shares)):
        share = float(shares[row, column])
        axes.text(
            column + 0.5,
            row + 0.5,
            tell(share),
            ha="center",
            va="center",
            color=PAPER if share > DARK else INK,
        )
