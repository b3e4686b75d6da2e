"""How evenly purchases are spread over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import Ragged, n_log_n, ratio

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


def clumpiness(periods: Ragged, n_periods: IntArray) -> FloatArray:
    """Entropy-based clumpiness H_p (Zhang, Bradlow & Small 2015, Mkt Sci 34:195).

    `periods` holds each customer's distinct periods with a purchase, ascending, in
    1..n_periods. 0 is equal spacing, 1 one clump; NaN below two periods, where the
    measure is defined but says nothing.
    """
    n, length = periods.counts, n_periods + 1
    inner = periods.gaps()
    between = np.bincount(inner.owner, weights=n_log_n(inner.values), minlength=len(n))
    several = n >= 2
    head = np.where(several, periods.first(), 0).astype(np.int64)
    tail = np.where(several, length - periods.last(), 0).astype(np.int64)
    spread = between + n_log_n(head) + n_log_n(tail)
    log_length = ratio(n_log_n(length), length)
    log_n = ratio(n_log_n(n + 1), n + 1)
    measure = 1 + ratio(ratio(spread, length) - log_length, log_n)
    return np.where(several, np.clip(measure, 0, 1), np.nan)
