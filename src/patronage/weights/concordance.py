"""How far several people rank the same things alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2, rankdata

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True)
class Concordance:
    """Kendall's W: 0 where ranks are as by chance, 1 where all rank alike.

    `statistic` is m (n - 1) W, by chance chi-squared with n - 1 degrees of freedom.
    All are NaN where nobody ranks, or everybody ranks all things the same.
    """

    w: float
    statistic: float
    p_value: float


def kendall_w(scores: FloatArray) -> Concordance:
    """Compare the ranks that m people (rows) give n things (columns).

    W = 12 S / (m^2 (n^3 - n) - m sum of T), with T = sum of t^3 - t over each person's
    groups of t ties (Kendall & Babington Smith 1939). Only the order of a person's
    scores counts.
    """
    m, n = scores.shape
    ranks = rankdata(scores, axis=1) if scores.size else scores
    sums = ranks.sum(0)
    spread = 12 * float(((sums - m * (n + 1) / 2) ** 2).sum())
    ties = sum(_ties(row) for row in scores)
    most = m**2 * (n**3 - n) - m * ties
    w = spread / most if most > 0 else float("nan")
    statistic = m * (n - 1) * w
    return Concordance(w, statistic, float(chi2.sf(statistic, n - 1)))


def _ties(row: FloatArray) -> int:
    sizes = np.unique(row, return_counts=True)[1]
    return int((sizes**3 - sizes).sum())
