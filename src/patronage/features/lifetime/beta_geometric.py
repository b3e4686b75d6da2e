"""Customers who toss a coin whether to stay: what BG/NBD and MBG/NBD share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import betaln, digamma, expit, gammaln

from patronage.features.lifetime.before_leaving import purchases_before_leaving
from patronage.features.lifetime.parameters import LifetimeParameters

if TYPE_CHECKING:
    from patronage.features.lifetime.histories import Histories
    from patronage.segments import FloatArray


@dataclass(frozen=True)
class BetaGeometricParameters(LifetimeParameters):
    """Poisson purchases, and a chance p to leave after each.

    Rates vary as gamma(r, alpha), p as beta(a, b). `early_tosses` is how often a
    customer may have left before his first repeat purchase.
    """

    r: float
    alpha: float
    a: float
    b: float

    early_tosses: ClassVar[int]
    in_units: ClassVar[tuple[str, ...]] = ("alpha",)
    starts: ClassVar[tuple[tuple[float, ...], ...]] = (
        (0.5, 0.15, 0.8, 2.0),
        (1.0, 0.5, 0.3, 3.0),
        (2.0, 0.05, 1.5, 1.5),
    )

    def log_likelihood(self, histories: Histories) -> FloatArray:
        """Log-likelihood of each distinct history."""
        return self._stayed(histories) + np.logaddexp(0, self.log_odds_gone(histories))

    def log_odds_gone(self, histories: Histories) -> FloatArray:
        """Log odds that a customer has left; -inf where he has had no chance to."""
        x = histories.x.values
        tosses = x + self.early_tosses
        since = np.log(self.a) - np.log(np.where(tosses > 0, self.b + tosses - 1, 1))
        odds = histories.x.each(np.where(tosses > 0, since, -np.inf))
        return odds + histories.x.each(self.r + x) * self._silence(histories)

    def p_alive(self, histories: Histories) -> FloatArray:
        """Probability that the customer has not left at T."""
        return expit(-self.log_odds_gone(histories))

    def expected_while_alive(
        self, x: FloatArray, T: FloatArray, t: float
    ) -> FloatArray:
        """Purchases expected in the next `t` of one who has not left."""
        tosses = self.b + x + self.early_tosses
        return purchases_before_leaving(
            self.r + x, self.a, tosses, t / (self.alpha + T)
        )

    def score(self, histories: Histories) -> tuple[float, FloatArray]:
        """`total`, and its slope in the logarithm of each parameter."""
        odds = self.log_odds_gone(histories)
        value = self._stayed(histories) + np.logaddexp(0, odds)
        slope = [
            *self._gamma_slope(histories, odds),
            *self._beta_slope(histories, odds),
        ]
        return float(np.sum(histories.weight * value)), np.exp(self.logs) * slope

    def _stayed(self, histories: Histories) -> FloatArray:
        x, end = histories.x.values, np.log(self.alpha + histories.T.values)
        tosses = x + self.early_tosses
        of_x = gammaln(self.r + x) - gammaln(self.r) + self.r * np.log(self.alpha)
        of_x += betaln(self.a, self.b + tosses) - betaln(self.a, self.b)
        rate = histories.x.each(self.r + x)
        return histories.x.each(of_x) - rate * histories.T.each(end)

    def _silence(self, histories: Histories) -> FloatArray:
        end, last = (
            np.log(self.alpha + t.values) for t in (histories.T, histories.t_x)
        )
        return histories.T.each(end) - histories.t_x.each(last)

    def _gamma_slope(self, histories: Histories, odds: FloatArray) -> list[float]:
        x, weight = histories.x.values, histories.weight
        gone, rate = expit(odds), histories.x.each(self.r + x)
        end, last = (1 / (self.alpha + t.values) for t in (histories.T, histories.t_x))
        in_end, in_last = histories.T.each(end), histories.t_x.each(last)
        log_end = histories.T.each(np.log(end))
        of_x = digamma(self.r + x) - digamma(self.r) + np.log(self.alpha)
        by_r = np.sum(histories.x.total(weight) * of_x)
        by_r += np.sum(weight * (log_end + gone * self._silence(histories)))
        by_alpha = self.r / self.alpha - rate * (in_end + gone * (in_last - in_end))
        return [by_r, np.sum(weight * by_alpha)]

    def _beta_slope(self, histories: Histories, odds: FloatArray) -> list[float]:
        a, b = self.a, self.b
        tosses = histories.x.values + self.early_tosses
        weight = histories.x.total(histories.weight)
        gone = histories.x.total(histories.weight * expit(odds))
        both = digamma(a + b) - digamma(a + b + tosses)
        last = np.where(tosses > 0, b + tosses - 1, 1)
        by_b = both + digamma(b + tosses) - digamma(b)
        return [np.sum(weight * both + gone / a), np.sum(weight * by_b - gone / last)]
