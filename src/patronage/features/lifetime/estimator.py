"""Models of customers as scikit-learn estimators: what all of them do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from patronage.features.lifetime.histories import Histories
from patronage.features.lifetime.maximum import maximum_likelihood
from patronage.features.lifetime.parameters import LifetimeParameters, Parameters
from patronage.features.lifetime.spending import Spending

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class LikelihoodEstimator(BaseEstimator):
    """Fit the parameters of a model by maximum likelihood.

    After `fit`, `parameters_` holds them, `log_likelihood_` what they reach, and
    `accepted_` whether they can be used; if not, `reason_` says why. Data for which
    there is no maximum so raise nothing.
    """

    model: ClassVar[type[Parameters]]
    evidence: ClassVar[type[Histories] | type[Spending]] = Histories

    parameters_: Any

    def fit(
        self, X: Any, y: object = None, sample_weight: FloatArray | None = None
    ) -> Self:
        """Fit; `sample_weight` is how many customers a row stands for."""
        evidence = self.evidence.of(X, sample_weight)
        unit = evidence.unit
        best = maximum_likelihood(self.model, evidence.in_unit(unit))
        self.parameters_ = best.parameters.in_unit(unit)
        self.log_likelihood_ = self.parameters_.total(evidence)
        self.reason_ = best.reason
        self.accepted_ = not best.reason
        return self

    def log_likelihood(self, X: Any) -> FloatArray:
        """Log-likelihood of each row."""
        return self._of_rows("log_likelihood", X)

    def _of_rows(self, method: str, X: Any, *settings: float) -> FloatArray:
        check_is_fitted(self)
        evidence = self.evidence.of(X)
        return evidence.back(getattr(self.parameters_, method)(evidence, *settings))


class LifetimeEstimator(LikelihoodEstimator):
    """A model of when customers buy and when they leave.

    `X` has the columns x, t_x and T (a table names them), in any unit of time: that
    of T is that of `t`, of a period, and of the parameters.
    """

    model: ClassVar[type[LifetimeParameters]]

    def p_alive(self, X: Any) -> FloatArray:
        """Probability that each customer has not left at the end of observation."""
        return self._of_rows("p_alive", X)

    def expected_purchases(self, X: Any, t: float) -> FloatArray:
        """Purchases that each customer is expected to make in the next `t`."""
        return self._of_rows("expected_purchases", X, t)

    def expected_purchases_new(self, t: float) -> float:
        """Repeat purchases expected of a customer in the `t` after his first."""
        return float(self.expected_purchases(np.zeros((1, 3)), t)[0])

    def discounted_purchases(self, X: Any, rate: float, periods: int) -> FloatArray:
        """Purchases expected in the next `periods`, each discounted by `rate`."""
        return self._of_rows("discounted_purchases", X, rate, periods)
