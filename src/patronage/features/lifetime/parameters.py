"""What the parameters of any model of customers can say, whatever its evidence."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray

STEP = 1e-5


@dataclass(frozen=True)
class Parameters(ABC):
    """Positive numbers that define a model.

    `starts` are where the search for them begins, in the evidence's own unit; those
    called `in_units` are measured in it.
    """

    starts: ClassVar[tuple[tuple[float, ...], ...]]
    in_units: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def log_likelihood(self, evidence: Any) -> FloatArray:
        """Log of the likelihood of each distinct piece of evidence."""

    @classmethod
    def of_logs(cls, logs: FloatArray) -> Self:
        """Take the parameters from their logarithms."""
        return cls(*np.exp(logs).tolist())

    @property
    def logs(self) -> FloatArray:
        """Logarithms of the parameters."""
        return np.log([getattr(self, field.name) for field in fields(self)])

    def in_unit(self, unit: float) -> Self:
        """The same model, told that the unit of its evidence is `unit`."""
        return replace(self, **{n: getattr(self, n) * unit for n in self.in_units})

    def total(self, evidence: Any) -> float:
        """Log-likelihood of all evidence."""
        return float(np.sum(evidence.weight * self.log_likelihood(evidence)))

    def score(self, evidence: Any) -> tuple[float, FloatArray]:
        """`total`, and its slope in each logarithm (here by central differences)."""
        steps = STEP * np.eye(len(self.logs))
        ends = [
            [self.of_logs(self.logs + side * step).total(evidence) for side in (1, -1)]
            for step in steps
        ]
        return self.total(evidence), np.subtract(*np.transpose(ends)) / (2 * STEP)


@dataclass(frozen=True)
class LifetimeParameters(Parameters):
    """A model of when customers buy and when they leave."""

    @abstractmethod
    def p_alive(self, histories: Any) -> FloatArray:
        """Probability that the customer has not left at the end of observation."""

    @abstractmethod
    def expected_while_alive(
        self, x: FloatArray, T: FloatArray, t: float
    ) -> FloatArray:
        """Purchases expected in the next `t` of one who has not left."""

    def expected_purchases(self, histories: Any, t: float) -> FloatArray:
        """E[Y(t) | x, t_x, T]: purchases expected in the next `t`."""
        pairs = histories.at_end
        per_pair = self.expected_while_alive(pairs.first, pairs.second, t)
        return per_pair[pairs.code] * self.p_alive(histories)

    def discounted_purchases(
        self, histories: Any, rate: float, periods: int
    ) -> FloatArray:
        """Purchases expected in each of the next `periods`, discounted to now.

        The sum of (E[Y(k)] - E[Y(k - 1)]) / (1 + rate)^k, k from 1 to `periods`.
        """
        pairs = histories.at_end
        total = before = np.zeros(len(pairs.first))
        for k in range(1, periods + 1):
            until = self.expected_while_alive(pairs.first, pairs.second, float(k))
            total = total + (until - before) / (1 + rate) ** k
            before = until
        return total[pairs.code] * self.p_alive(histories)

    def residual_purchases(
        self, histories: Any, rate: float, periods: int
    ) -> FloatArray:
        """Future purchases as lifetime value counts them, discounted to now."""
        return self.discounted_purchases(histories, rate, periods)
