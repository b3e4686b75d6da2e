"""How long contracts last, where customers differ in their chance to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, expit, logit
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError, QualityError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from patronage.segments import FloatArray

LOGIT_CHANCE = (-16.0, 16.0)
LOG_PRECISION = (-7.0, 14.0)
NEGLIGIBLE = 40.0  # exp(-40) is below the last bit of 1


class ShiftedBetaGeometric(BaseEstimator):
    """Each customer leaves at every renewal with a chance of his own, beta(a, b).

    Retention of a cohort so rises with age, since those likely to leave have left.
    Source: Fader & Hardie (2007), J. Interactive Marketing 21(1):76.

    `alpha_` and `beta_` are the parameters; where customers differ no more than by
    chance both grow large, and the chance to leave is alpha / (alpha + beta).
    """

    def fit(
        self, periods: ArrayLike, ended: ArrayLike, *, weight: ArrayLike | None = None
    ) -> Self:
        """Fit by maximum likelihood.

        `periods` are whole periods completed. Whose contract has `ended` left at the
        end of the last of them; the others were still there then. `weight` counts
        equal customers.

        Raises
        ------
        QualityError
            If no contract has ended, so that nothing can be learned of the end.
        """
        age, left = np.asarray(periods, np.float64), np.asarray(ended, bool)
        counts = np.ones(len(age)) if weight is None else np.asarray(weight, np.float64)
        if not (counts * left).sum() > 0:
            raise QualityError(
                f"a model of retention needs contracts that ended; got 0 of "
                f"{counts.sum():.0f}."
            )
        self.alpha_, self.beta_ = _fit(*_renewals(age, left, counts))
        return self

    def survival(self, periods: ArrayLike) -> FloatArray:
        """Return the share of customers who are still there after so many periods."""
        age = np.asarray(periods, np.float64)
        lasted = betaln(self.alpha_, self.beta_ + age)
        return np.exp(lasted - betaln(self.alpha_, self.beta_))

    def retention(self, periods: ArrayLike) -> FloatArray:
        """Return the share who stay at the end of period 1, 2 ... of those there."""
        age = np.asarray(periods, np.float64)
        return (self.beta_ + age - 1) / (self.alpha_ + self.beta_ + age - 1)

    def expected_payments(self, periods: ArrayLike, discount: float) -> FloatArray:
        """Return the discounted number of periods for which a customer will yet pay.

        He has completed whole `periods`, and is about to renew or leave: the next
        payment counts in full. This is DERL, eq. 6 of Fader & Hardie (2010), Marketing
        Science 29(1):85.

        Raises
        ------
        ConfigError
            If the discount rate of a period is not above 0.
        """
        if not discount > 0:
            raise ConfigError(f"a discount rate should be above 0; got {discount:g}.")
        age = np.asarray(periods, np.float64)
        known = np.isfinite(age)
        whole = np.where(known, age, 0).astype(np.int64)
        payments = self._payments(int(whole.max(initial=0)), discount)
        return np.where(known, payments[whole], np.nan)

    def _payments(self, oldest: int, discount: float) -> FloatArray:
        """Return v(t) = r(t + 1) (1 + v(t + 1) / (1 + d)) at ages t of 0 to `oldest`.

        Backwards from an age whose value is discounted to nothing; the closed form by
        a hypergeometric function is lost in double precision for large parameters.
        """
        last = oldest + int(NEGLIGIBLE / np.log1p(discount)) + 1
        stay = self.retention(np.arange(1, last + 2)).tolist()
        value = stay[last] / (1 - stay[last] / (1 + discount))
        payments = np.empty(oldest + 1)
        for age in range(last, -1, -1):
            value = stay[age] * (1 + value / (1 + discount))
            payments[min(age, oldest)] = value
        return payments


def _renewals(
    age: FloatArray, left: NDArray[np.bool_], weight: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Customers who left and who stayed at renewals 1, 2 ...; none leaves before 1."""
    whole = np.where(left, np.maximum(age, 1), age).astype(np.int64)
    lost = np.bincount(whole, weight * left).astype(np.float64)
    watched = np.bincount(whole, weight)[::-1].cumsum()[::-1]
    return lost[1:], (watched - lost)[1:]


def _fit(lost: FloatArray, stayed: FloatArray) -> tuple[float, float]:
    """Search by mean and precision: alpha and beta alone move along one ridge."""
    renewal, n = np.arange(len(lost)), lost + stayed

    def loss(parameters: FloatArray) -> tuple[float, FloatArray]:
        alpha, beta = _beta(parameters)
        stay, both = beta + renewal, alpha + beta + renewal
        terms = lost * np.log(alpha / both) + stayed * np.log(stay / both)
        by_alpha = (lost / alpha - n / both).sum()
        by_beta = (stayed / stay - n / both).sum()
        by_chance = alpha * beta / (alpha + beta) * (by_alpha - by_beta)
        slope = np.array([by_chance, alpha * by_alpha + beta * by_beta])
        return -float(terms.sum() / n[0]), -slope / n[0]

    chance = np.clip(lost.sum() / n.sum(), 1e-6, 1 - 1e-6)
    found = minimize(
        loss,
        np.array([logit(chance), 1.0]),
        jac=True,
        method="L-BFGS-B",
        bounds=[LOGIT_CHANCE, LOG_PRECISION],
        options={"ftol": 1e-15, "gtol": 1e-9},
    )
    return _beta(found.x)


def _beta(parameters: FloatArray) -> tuple[float, float]:
    chance, precision = float(expit(parameters[0])), float(np.exp(parameters[1]))
    return chance * precision, (1 - chance) * precision
