"""Answers on any scale, as parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

if TYPE_CHECKING:
    import pyarrow as pa

    from patronage.segments import IntArray

WHOLE = 100_000


def pomp(answers: pa.Table) -> IntArray:
    """Percent of maximum possible (Cohen et al., 1999) in thousandths of a point.

    A reversed item is turned around. An answer without a score or without a scale, or
    with a score beyond its scale, has -1.
    """
    score, low, high = (
        pc.fill_null(answers[name], np.nan).to_numpy()
        for name in ("score", "scale_low", "scale_high")
    )
    known = (low < high) & (low <= score) & (score <= high)
    width = np.where(known, high - low, 1)
    part = np.rint(np.where(known, score - low, 0) / width * WHOLE).astype(np.int64)
    turned = pc.fill_null(answers["reversed"], False).to_numpy()
    return np.where(known, np.where(turned, WHOLE - part, part), -1)
