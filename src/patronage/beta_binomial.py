"""How much shares differ between customers: the beta-binomial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import digamma, expit, gammaln, logit

from patronage.tallied import Tallied, quotient, tallied
from patronage.two_parameters import maximum

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class BetaBinomial:
    """Successes k in trials n of many customers.

    The likelihood is a sum of a function of k, one of n - k and one of n, so that it
    is evaluated once for each distinct number, however many customers share it.
    """

    successes: Tallied
    failures: Tallied
    trials: Tallied

    @classmethod
    def of(cls, k: FloatArray, n: FloatArray) -> Self:
        """Count the distinct numbers."""
        return cls(successes=tallied(k), failures=tallied(n - k), trials=tallied(n))

    @property
    def mean(self) -> float:
        """The share in all trials together."""
        return quotient(self.successes.total, self.trials.total)

    @property
    def overdispersion(self) -> float:
        """Correlation of two trials of one customer, by the method of moments.

        Its sign is that of the likelihood's slope where customers do not differ.
        """
        k, f, n = self.successes.squares, self.failures.squares, self.trials.squares
        total, p = self.trials.total, self.mean
        # sum of (k - np)^2, from k^2, (n - k)^2 and n^2 by 2k(n - k) = n^2 - k^2 - f^2
        spread = (1 - p) * k + p * f - p * (1 - p) * n
        chance = p * (1 - p) * total
        return quotient(spread - chance, p * (1 - p) * (n - total))

    def prior(self) -> tuple[float, float]:
        """Mean and precision a + b of the most likely beta; infinite if none differ."""
        start = self.overdispersion
        if not start > 0:
            return self.mean, np.inf
        precision = max(1 / start - 1, 1e-3)
        at = (logit(self.mean), np.log(precision))
        n = self.trials.size
        mean_logit, log_precision = maximum(self._likelihood, at, n=n)
        return float(expit(mean_logit)), float(np.exp(log_precision))

    def _likelihood(
        self, mean_logit: float, log_precision: float
    ) -> tuple[float, FloatArray]:
        """Log likelihood (but for what no parameter is in), and its slope."""
        mean, precision = expit(mean_logit), np.exp(log_precision)
        a, b = mean * precision, (1 - mean) * precision
        value = (
            self.successes.sum(lambda k: gammaln(k + a) - gammaln(a))
            + self.failures.sum(lambda f: gammaln(f + b) - gammaln(b))
            - self.trials.sum(lambda n: gammaln(n + a + b) - gammaln(a + b))
        )
        shared = self.trials.sum(lambda n: digamma(n + a + b) - digamma(a + b))
        by_a = self.successes.sum(lambda k: digamma(k + a) - digamma(a)) - shared
        by_b = self.failures.sum(lambda f: digamma(f + b) - digamma(b)) - shared
        slope = np.array([(by_a - by_b) * a * (1 - mean), by_a * a + by_b * b])
        return value, slope
