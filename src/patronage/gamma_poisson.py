"""How much rates differ between customers: the gamma-Poisson, or NBD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import digamma, gammaln

from patronage.tallied import Tallied, quotient, tallied
from patronage.two_parameters import maximum

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class GammaPoisson:
    """Events y in exposures E of many customers (Ehrenberg 1959).

    The likelihood is a sum of a function of y and one of E, so that it is evaluated
    once for each distinct number; `events_by_exposure` adds the events of those who
    share an exposure.
    """

    events: Tallied
    exposures: Tallied
    events_by_exposure: FloatArray

    @classmethod
    def of(cls, y: FloatArray, exposure: FloatArray) -> Self:
        """Count the distinct numbers."""
        exposures = tallied(exposure)
        place = np.searchsorted(exposures.numbers, exposure)
        sums = np.bincount(place, weights=y, minlength=len(exposures.numbers))
        return cls(
            events=tallied(y),
            exposures=exposures,
            events_by_exposure=sums.astype(np.float64),
        )

    @property
    def mean(self) -> float:
        """The events per unit of exposure of all together."""
        return quotient(self.events.total, self.exposures.total)

    @property
    def usual(self) -> float:
        """The mean exposure."""
        return self.exposures.total / max(self.exposures.size, 1)

    @property
    def overdispersion(self) -> float:
        """Squared coefficient of variation of the rates, 1 / r, by moments.

        Its sign is that of the likelihood's slope where customers do not differ.
        """
        m, squares = self.mean, self.exposures.squares
        cross = float((self.events_by_exposure * self.exposures.numbers).sum())
        spread = self.events.squares - 2 * m * cross + m**2 * squares
        return quotient(spread - self.events.total, m**2 * squares)

    def prior(self) -> tuple[float, float]:
        """Mean r / alpha and alpha of the likeliest gamma; infinite if none differ."""
        start = self.overdispersion
        if not start > 0:
            return self.mean, np.inf
        at = (np.log(self.mean), -np.log(start * self.mean))
        n = self.exposures.size
        log_mean, log_alpha = maximum(self._likelihood, at, n=n)
        return float(np.exp(log_mean)), float(np.exp(log_alpha))

    def _likelihood(
        self, log_mean: float, log_alpha: float
    ) -> tuple[float, FloatArray]:
        """Log likelihood (but for what no parameter is in), and its slope."""
        alpha = np.exp(log_alpha)
        r = np.exp(log_mean) * alpha
        exposure, n = self.exposures.numbers, self.exposures.counts
        y = self.events_by_exposure
        silent = float((n * np.log1p(exposure / alpha)).sum())
        value = (
            self.events.sum(lambda y: gammaln(y + r) - gammaln(r))
            - r * silent
            - float((y * np.log(alpha + exposure)).sum())
        )
        by_r = self.events.sum(lambda y: digamma(y + r) - digamma(r)) - silent
        by_alpha = float((n * r / alpha - (n * r + y) / (alpha + exposure)).sum())
        return value, np.array([by_r * r, by_r * r + by_alpha * alpha])
