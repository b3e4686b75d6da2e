"""The BG/BB model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import betaln, gammaln

from patronage.features.lifetime.estimator import LifetimeEstimator
from patronage.features.lifetime.histories import Cycles
from patronage.features.lifetime.parameters import LifetimeParameters

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

NEAR = 1e-5


@dataclass(frozen=True)
class BGBBParameters(LifetimeParameters):
    """alpha and beta of buying in a cycle, gamma and delta of leaving before one."""

    alpha: float
    beta: float
    gamma: float
    delta: float

    starts: ClassVar[tuple[tuple[float, ...], ...]] = (
        (1.0, 1.0, 1.0, 5.0),
        (3.0, 1.0, 0.5, 3.0),
        (0.5, 0.5, 0.3, 10.0),
    )

    def log_likelihood(self, cycles: Cycles) -> FloatArray:
        """Log-likelihood of each distinct history (eq. 6)."""
        with np.errstate(divide="ignore"):
            gone = self._log_gone(cycles)
        return np.logaddexp(self._log_stayed(cycles, 0), gone) - self._log_prior

    def p_alive(self, cycles: Cycles) -> FloatArray:
        """Probability that the customer has not left as the next cycle begins."""
        stays = self._log_stayed(cycles, 1) - self._log_prior
        return np.exp(stays - self.log_likelihood(cycles))

    def expected_while_alive(
        self, x: FloatArray, T: FloatArray, t: float
    ) -> FloatArray:
        """Cycles with a purchase expected among the next `t` (eq. 13)."""
        buys = (self.alpha + x) / (self.alpha + self.beta + T)
        if abs(self.gamma - 1) >= NEAR:
            return buys * _cycles_alive(self.gamma, self.delta + T + 1, t)
        sides = [self.gamma + side for side in (2 * NEAR, -2 * NEAR)]
        return buys * np.mean(
            [_cycles_alive(gamma, self.delta + T + 1, t) for gamma in sides], axis=0
        )

    @property
    def _log_prior(self) -> float:
        return float(betaln(self.alpha, self.beta) + betaln(self.gamma, self.delta))

    def _log_stayed(self, cycles: Cycles, ahead: int) -> FloatArray:
        x, n = cycles.x.rows, cycles.T.rows
        bought = betaln(self.alpha + x, self.beta + n - x)
        return bought + betaln(self.gamma, self.delta + n + ahead)

    def _log_gone(self, cycles: Cycles) -> FloatArray:
        """Log of the sum over the cycles after which he may have left."""
        history, left = _chances(cycles)
        terms = self._log_terms(cycles.x.rows.astype(int)[history], left)
        highest = np.full(len(cycles), -np.inf)
        np.maximum.at(highest, history, terms)
        shares = np.exp(terms - highest[history])
        total = np.bincount(history, weights=shares, minlength=len(cycles))
        return np.log(total) + np.where(total > 0, highest, 0)

    def _log_terms(self, x: IntArray, left: IntArray) -> FloatArray:
        """Logs of B(alpha + x, beta + j - x) B(gamma + 1, delta + j), j in `left`."""
        whole = np.arange(left.max(initial=0) + 1)
        buys, skips = gammaln(self.alpha + whole), gammaln(self.beta + whole)
        of_left = betaln(self.gamma + 1, self.delta + whole)
        of_left -= gammaln(self.alpha + self.beta + whole)
        return buys[x] + skips[left - x] + of_left[left]


class BGBB(LifetimeEstimator):
    """A purchase or none in each cycle, and a chance to leave before each.

    Fader, Hardie & Shang (2010, Marketing Science 29:1086), for customers who order
    by a fixed cycle. `X` has the columns x (cycles with a purchase, the first
    purchase apart), t_x (the last of them) and n (cycles observed).
    """

    model = BGBBParameters
    evidence = Cycles


def _cycles_alive(gamma: float, delta: FloatArray, t: float) -> FloatArray:
    """Sum over k below t of B(gamma, delta + k) / B(gamma, delta)."""
    log_ratio = gammaln(delta + t) - gammaln(gamma + delta + t - 1)
    log_ratio -= gammaln(delta) - gammaln(gamma + delta - 1)
    return -np.expm1(log_ratio) * (gamma + delta - 1) / (gamma - 1)


def _chances(cycles: Cycles) -> tuple[IntArray, IntArray]:
    """Each cycle from t_x to n - 1 of each history: the history, and the cycle."""
    t_x, n = cycles.t_x.rows.astype(int), cycles.T.rows.astype(int)
    counts = n - t_x
    history = np.repeat(np.arange(len(counts)), counts)
    start = np.cumsum(counts) - counts
    return history, np.arange(len(history)) - start[history] + t_x[history]
