"""Average ranks against a frozen reference: the one rule for ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def reference(values: FloatArray) -> FloatArray:
    """Return the finite values in ascending order, to rank others against."""
    return np.sort(values[np.isfinite(values)])


def rank_share(ordered: FloatArray, values: FloatArray) -> FloatArray:
    """Place values among the reference, 0 to 1: (average rank - 1/2) / n.

    Equal values get equal places, also values that the reference does not hold; NaN
    stays NaN.
    """
    below = np.searchsorted(ordered, values, side="left")
    up_to = np.searchsorted(ordered, values, side="right")
    share = (below + up_to) / (2 * max(len(ordered), 1))
    return np.where(np.isnan(values), np.nan, share)
