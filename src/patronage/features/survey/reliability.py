"""Whether the items of a survey measure one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray

LEAST_ITEMS = 3
RELIABLE = 0.70


def cronbach_alpha(answers: FloatArray) -> float:
    """Cronbach's alpha (1951): k / (k - 1) (1 - sum of item variances / of the total).

    `answers` has a row per respondent and a column per item, all in one direction; who
    left one out does not count. NaN below three items or two respondents, or where all
    answer alike.
    """
    whole = answers[np.isfinite(answers).all(axis=1)]
    n, k = whole.shape
    if n < 2 or k < LEAST_ITEMS:
        return np.nan
    total = whole.sum(axis=1).var(ddof=1)
    if total == 0:
        return np.nan
    return float(k / (k - 1) * (1 - whole.var(axis=0, ddof=1).sum() / total))
