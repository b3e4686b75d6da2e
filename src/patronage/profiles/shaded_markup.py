"""Rows against columns within a page: the larger a share, the darker its cell."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from patronage.profiles.markup import stacked, text

if TYPE_CHECKING:
    from patronage.segments import FloatArray

PALEST, DEEPEST = 0.03, 0.55


def shaded_table(
    shares: FloatArray,
    tell: Callable[[float], str],
    *,
    sides: Sequence[str],
    heads: Sequence[str],
) -> str:
    """Return shares of 0 to 1 as shaded cells with their texts; NaN is left blank."""
    head = "".join(f"<th>{text(name)}</th>" for name in heads)
    body = "\n".join(
        f"<tr><td>{stacked(side)}</td>{_cells(row, tell)}</tr>"
        for side, row in zip(sides, shares, strict=True)
    )
    return (
        f'<div class="wide"><table class="heat"><thead><tr><th></th>{head}</tr></thead>'
        f"\n<tbody>{body}</tbody></table></div>"
    )


def _cells(row: FloatArray, tell: Callable[[float], str]) -> str:
    return "".join(
        "<td></td>"
        if math.isnan(share)
        else f'<td style="background: {_shade(share)}">{text(tell(share))}</td>'
        for share in row.tolist()
    )


def _shade(share: float) -> str:
    alpha = min(max(PALEST + DEEPEST * share, 0.0), 1.0)
    return f"rgba(15, 107, 116, {alpha:.2f})"
