"""The Gamma-Gamma model of spending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from scipy.special import digamma, gammaln

from patronage.features.lifetime.estimator import LikelihoodEstimator
from patronage.features.lifetime.parameters import Parameters
from patronage.features.lifetime.spending import Spending

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True)
class GammaGammaParameters(Parameters):
    """p, q and gamma: a purchase is gamma(p, v), and v varies as gamma(q, gamma)."""

    p: float
    q: float
    gamma: float

    in_units: ClassVar[tuple[str, ...]] = ("gamma",)
    starts: ClassVar[tuple[tuple[float, ...], ...]] = (
        (5.0, 4.0, 0.5),
        (1.0, 2.0, 1.0),
        (20.0, 10.0, 0.3),
    )

    def log_likelihood(self, spending: Spending) -> FloatArray:
        """Log-likelihood of each mean value; 0 where there is none."""
        known = spending.weight > 0
        spending = spending.known
        x, value = spending.x, spending.value
        shape = self.p * x.values
        of_x = gammaln(shape + self.q) - gammaln(shape) - gammaln(self.q)
        of_x += self.q * np.log(self.gamma) + shape * np.log(np.maximum(x.values, 1))
        per_row = x.each(of_x) + x.each(shape - 1) * np.log(value)
        per_row -= x.each(shape + self.q) * np.log(self.gamma + x.rows * value)
        found = np.zeros(len(known))
        found[known] = per_row
        return found

    def expected_value(self, spending: Spending) -> FloatArray:
        """Mean value expected of each customer's purchases; NaN where it diverges."""
        x = np.where(spending.weight > 0, spending.x.rows, 0)
        below = self.p * x + self.q - 1
        top = self.p * (self.gamma + x * np.where(x > 0, spending.value, 0))
        return np.divide(top, below, out=np.full(len(x), np.nan), where=below > 0)

    def score(self, spending: Spending) -> tuple[float, FloatArray]:
        """`total`, and its slope in the logarithm of each parameter."""
        value, known = self.total(spending), spending.known
        x, weight = known.x.rows, known.weight
        sums = self.gamma + x * known.value
        shape = self.p * known.x.values
        both = digamma(shape + self.q)
        log_share = np.log(x * known.value) - np.log(sums)
        by_p = x * (known.x.each(both - digamma(np.maximum(shape, 1e-9))) + log_share)
        by_q = known.x.each(both) - digamma(self.q) + np.log(self.gamma) - np.log(sums)
        by_gamma = self.q / self.gamma - (self.p * x + self.q) / sums
        slope = [np.sum(weight * each) for each in (by_p, by_q, by_gamma)]
        return value, np.exp(self.logs) * slope


class GammaGamma(LikelihoodEstimator):
    """Mean spend per purchase, drawn towards that of all customers.

    Colombo & Jiang (1999), Fader & Hardie (2013). `X` has the columns x and
    mean_value, that of the x *repeat* purchases. `correlation_` is that of the two,
    which the model takes for independent; `mean_value_` stands in where q <= 1 leaves
    a customer without an expectation.
    """

    model = GammaGammaParameters
    evidence = Spending

    def fit(
        self, X: Any, y: object = None, sample_weight: FloatArray | None = None
    ) -> Self:
        """Fit on who has repeated; `sample_weight` counts the customers of a row."""
        super().fit(X, y, sample_weight)
        spending = Spending.of(X, sample_weight).known
        self.mean_value_ = spending.mean
        self.correlation_ = _correlation(spending)
        return self

    def expected_value(self, X: Any) -> FloatArray:
        """Mean value expected of each customer's purchases; all have one."""
        found = self._of_rows("expected_value", X)
        return np.where(np.isnan(found), self.mean_value_, found)


def _correlation(spending: Spending) -> float:
    if len(spending.value) < 2:
        return float("nan")
    x, value = spending.x.rows, spending.value
    spread = np.cov(x, value, aweights=spending.weight)
    below = np.sqrt(spread[0, 0] * spread[1, 1])
    return float(spread[0, 1] / below) if below > 0 else float("nan")
