"""The Pareto/NBD model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from scipy.special import expit, exprel, gammaln

from patronage.features.lifetime.discounted_life import discounted_life
from patronage.features.lifetime.estimator import LifetimeEstimator
from patronage.features.lifetime.parameters import LifetimeParameters
from patronage.features.lifetime.tail import tail

if TYPE_CHECKING:
    from patronage.features.lifetime.histories import Histories
    from patronage.features.lifetime.levels import Pairs
    from patronage.segments import FloatArray


@dataclass(frozen=True)
class ParetoNBDParameters(LifetimeParameters):
    """r, alpha, s and beta: gamma(r, alpha) purchases, gamma(s, beta) chance to die."""

    r: float
    alpha: float
    s: float
    beta: float

    in_units: ClassVar[tuple[str, ...]] = ("alpha", "beta")
    starts: ClassVar[tuple[tuple[float, ...], ...]] = (
        (0.5, 0.25, 0.6, 0.3),
        (1.0, 0.5, 1.0, 1.0),
        (2.0, 0.1, 0.3, 0.1),
    )

    def log_likelihood(self, histories: Histories) -> FloatArray:
        """Log-likelihood of each distinct history."""
        x, T = histories.x, histories.T
        bought = gammaln(self.r + x.values) - gammaln(self.r)
        bought += self.r * np.log(self.alpha)
        rate = x.each(self.r + x.values) * T.each(np.log(self.alpha + T.values))
        lived = self.s * (np.log(self.beta) - np.log(self.beta + T.values))
        gone = np.logaddexp(0, self.log_odds_gone(histories))
        return x.each(bought) - rate + T.each(lived) + gone

    def log_odds_gone(self, histories: Histories) -> FloatArray:
        """Log odds that a customer has left between t_x and T.

        With A0 as in Fader & Hardie (2005), after Euler's transformation of its two
        2F1: what is left of each is between 1 and a few, whatever x.
        """
        x = histories.x
        silence = x.each(self.r + x.values) * _log_ratio(histories, self.alpha)
        silence += self.s * _log_ratio(histories, self.beta)
        start, end = self._tail(histories.at_last), self._tail(histories.at_end)
        span = np.maximum(start - np.exp(-silence) * end, 0)
        of_x = np.log(self.s) - np.log(self.r + self.s + x.values)
        with np.errstate(divide="ignore"):
            return x.each(of_x) + silence + np.log(span)

    def p_alive(self, histories: Histories) -> FloatArray:
        """Probability that the customer has not left at T."""
        return expit(-self.log_odds_gone(histories))

    def expected_while_alive(
        self, x: FloatArray, T: FloatArray, t: float
    ) -> FloatArray:
        """Purchases expected in the next `t` of one who has not left; any s."""
        log_growth = np.log1p(t / (self.beta + T))
        life = log_growth * exprel(-(self.s - 1) * log_growth)
        return (self.r + x) * (self.beta + T) / (self.alpha + T) * life

    def dert(self, histories: Histories, delta: float) -> FloatArray:
        """Discounted expected residual transactions, at a continuous rate `delta`."""
        T = histories.T
        life = discounted_life(self.s, self.beta + T.values, delta)
        life /= self.alpha + T.values
        rate = histories.x.each(self.r + histories.x.values)
        worth: FloatArray = self.p_alive(histories) * rate * T.each(life)
        return worth

    def residual_purchases(
        self, histories: Histories, rate: float, periods: int
    ) -> FloatArray:
        """Future purchases as lifetime value counts them: DERT, for ever."""
        return self.dert(histories, float(np.log1p(rate)))

    def _tail(self, pairs: Pairs) -> FloatArray:
        x, t = pairs.first, pairs.second
        c = self.r + self.s + x + 1
        far = max(self.alpha, self.beta) + t
        z = abs(self.alpha - self.beta) / far
        if self.alpha >= self.beta:
            return tail(self.r + x, c, z)[pairs.code]
        return (tail(self.s + 1, c, z) * (self.alpha + t) / far)[pairs.code]


class ParetoNBD(LifetimeEstimator):
    """Poisson purchases during an exponential lifetime.

    Schmittlein, Morrison & Colombo (1987, Management Science 33:1).
    """

    model = ParetoNBDParameters

    def dert(self, X: Any, delta: float) -> FloatArray:
        """Discounted expected residual transactions of each customer, for ever.

        `delta` is the continuous rate per unit of time, ln(1 + d) of a yearly d over
        the units in a year. Fader, Hardie & Lee (2005b, JMR 42:415, eq. 2).
        """
        return self._of_rows("dert", X, delta)


def _log_ratio(histories: Histories, origin: float) -> FloatArray:
    end, last = (np.log(origin + t.values) for t in (histories.T, histories.t_x))
    return histories.T.each(end) - histories.t_x.each(last)
