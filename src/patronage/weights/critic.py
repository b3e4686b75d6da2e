"""Weights by contrast and conflict between indicators."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patronage.segments import FloatArray
from patronage.weights.weighting import Weighting, equal, known_rows

ROUNDING = 1e-12


class Critic(Weighting):
    """Weigh by spread, and by how little others say the same (CRITIC).

    ``C_j = s_j sum_k (1 - r_jk)`` with standard deviations of columns on 0 to 1 and
    Pearson correlations (Diakoulaki, Mavrotas & Papayannakis 1995, Computers &
    Operations Research 22:763). A constant column has no weight.

    Attributes
    ----------
    contrast_ : array of shape (p,)
        s, with n - 1 degrees of freedom.
    information_ : array of shape (p,)
        C.
    """

    contrast_: FloatArray
    information_: FloatArray

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        rows, n = known_rows(utilities), len(self.names_)
        width = np.ptp(rows, axis=0) if len(rows) else np.zeros(n)
        varied = width > 0
        self.contrast_, self.information_ = np.zeros(n), np.zeros(n)
        if not varied.any():
            self.warnings_ += ["CRITIC: no indicator varies: all weigh the same"]
            return equal(n)
        scaled = rows[:, varied] / width[varied]
        self.contrast_[varied] = scaled.std(axis=0, ddof=1)
        self.information_ = self.contrast_ * _conflict(rows, varied)
        total = self.information_.sum()
        if total:
            return self.information_ / total
        if n > 1:
            self.warnings_ += ["CRITIC: indicators repeat each other: all weigh alike"]
        return varied / varied.sum()


def _conflict(rows: FloatArray, varied: NDArray[np.bool_]) -> FloatArray:
    """Sum of 1 - r over the other indicators; a constant one has r = 0 with all."""
    r = np.eye(len(varied))
    some = np.ix_(varied, varied)
    r[some] = np.atleast_2d(np.corrcoef(rows[:, varied], rowvar=False))
    found: FloatArray = (1 - r).sum(axis=1)
    return np.where(found > ROUNDING, found, 0.0)
