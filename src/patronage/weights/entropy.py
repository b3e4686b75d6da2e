"""Weights by how unevenly indicators are spread over customers."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.special import xlogy

from patronage.errors import ConfigError, QualityError
from patronage.segments import FloatArray
from patronage.weights.weighting import Weighting, equal, known_rows

HEAVY = 0.6


class Entropy(Weighting):
    """Weigh indicators by 1 less their entropy (Shannon; Hwang & Yoon 1981).

    ``P_ij = x_ij / sum_i x_ij; e_j = -sum_i P ln P / ln n; w_j ~ 1 - e_j``. An even
    column has no weight; if all are, all weigh the same. It rewards skew: of
    heavy-tailed money it makes nearly all of the value, so that it should see
    utilities, not amounts.

    Parameters
    ----------
    normalise : "sum" or "minmax"
        Whether columns are put on 0 to 1 first: results differ, as entropy does not
        bear a shift.
    cap : float, optional
        The most that one indicator may weigh; the rest goes to the others.

    Attributes
    ----------
    entropies_ : array of shape (p,)
        e, 0 to 1; 1 where a column is even.
    """

    entropies_: FloatArray

    def __init__(
        self, normalise: Literal["sum", "minmax"] = "sum", cap: float | None = None
    ) -> None:
        self.normalise = normalise
        self.cap = cap

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        self._check(len(self.names_))
        rows = known_rows(utilities)
        table = _scaled(rows) if self.normalise == "minmax" else rows
        if (table < 0).any():
            raise QualityError("entropy weights need values of 0 or more; got less.")
        self.entropies_ = _entropies(table)
        spread = 1 - self.entropies_
        if not spread.sum() > 0:
            self.warnings_ += [
                "entropy: the customers do not differ: all weigh the same"
            ]
            return equal(len(self.names_))
        weights = spread / spread.sum()
        self._warn(weights)
        return weights if self.cap is None else _capped(weights, self.cap)

    def _warn(self, weights: FloatArray) -> None:
        heaviest = int(np.argmax(weights))
        if weights[heaviest] < HEAVY or len(weights) == 1:
            return
        bound = "a cap would bound it"
        if self.cap is not None:
            bound = f"it is capped at {self.cap:.0%}"
        self.warnings_ += [
            f"entropy gives {weights[heaviest]:.0%} of the weight to "
            f"{self.names_[heaviest]}: it rewards skew, and {bound}"
        ]

    def _check(self, n: int) -> None:
        if self.normalise not in ("sum", "minmax"):
            raise ConfigError(
                f"entropy: normalise should be sum or minmax; got '{self.normalise}'."
            )
        if self.cap is not None and not 1 / n <= self.cap <= 1:
            raise ConfigError(
                f"entropy: cap should lie between 1/{n} and 1 for {n} indicators; got "
                f"{self.cap:g}."
            )


def _entropies(table: FloatArray) -> FloatArray:
    """Of each column, 0 to 1; 1 for one customer, and where all is 0."""
    n, p = table.shape
    sums = table.sum(axis=0)
    if n < 2:
        return np.ones(p)
    shares = np.divide(table, sums, out=np.full_like(table, 1 / n), where=sums > 0)
    found: FloatArray = -xlogy(shares, shares).sum(axis=0) / np.log(n)
    return np.where(found > 1 - 1e-12, 1.0, found)


def _scaled(table: FloatArray) -> FloatArray:
    if not len(table):
        return table
    low, width = table.min(axis=0), np.ptp(table, axis=0)
    return np.divide(table - low, width, out=np.ones_like(table), where=width > 0)


def _capped(weights: FloatArray, cap: float) -> FloatArray:
    """Cut weights at `cap`, and give the rest to the others in proportion."""
    found = weights.copy()
    full = np.zeros(len(found), bool)
    while (found > cap + 1e-12).any():
        full |= found >= cap
        left, free = 1 - cap * full.sum(), weights[~full]
        parted = free / free.sum() if free.sum() else np.full(len(free), 1 / len(free))
        found[full], found[~full] = cap, left * parted
    return found
