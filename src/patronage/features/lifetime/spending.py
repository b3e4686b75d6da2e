"""What a model of spending reads of a customer: x and the mean value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from patronage.errors import QualityError
from patronage.features.lifetime.histories import NOBODY
from patronage.features.lifetime.levels import Levels
from patronage.features.lifetime.matrix import columns_of

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True)
class Spending:
    """The mean value of a customer's x repeat purchases; money in any unit.

    Who has none, or a mean that is not positive, weighs nothing.
    """

    x: Levels
    value: FloatArray
    weight: FloatArray

    names: ClassVar[tuple[str, ...]] = ("x", "mean_value")

    @classmethod
    def of(cls, X: Any, sample_weight: FloatArray | None = None) -> Self:
        """Read a matrix of two columns, or a table that names them.

        Raises
        ------
        QualityError
            If an x is negative.
        """
        x, value = columns_of(X, cls.names)
        if (x < 0).any():
            raise QualityError(f"x should be at least 0; got {x.min():g}.")
        weight = np.ones(len(x)) if sample_weight is None else np.array(sample_weight)
        known = (x > 0) & (value > 0)
        return cls(Levels.of(x), value, np.where(known, weight, 0.0))

    def back(self, values: FloatArray) -> FloatArray:
        """Give each row that was read its value: here they are the same."""
        return values

    @property
    def known(self) -> Self:
        """Only the customers who weigh something."""
        return self._only(np.flatnonzero(self.weight))

    def thinned(self, most: int) -> Self:
        """Every so many customers, about `most` of them; all if so few."""
        if len(self.value) <= most:
            return self
        return self._only(np.arange(0, len(self.value), -(-len(self.value) // most)))

    @property
    def mean(self) -> float:
        """Mean value of the customers who have repeated; 1 without any."""
        total = self.weight.sum()
        return float((self.weight * self.value).sum() / total) if total else 1.0

    @property
    def lack(self) -> str:
        """Why nothing can be learned of these customers; "" if something can."""
        return "" if self.weight.any() else NOBODY

    @property
    def unit(self) -> float:
        """The unit of money in which the mean is 1."""
        return self.mean

    def in_unit(self, unit: float) -> Self:
        """Measure money in another unit."""
        return replace(self, value=self.value / unit)

    def _only(self, rows: IntArray) -> Self:
        weight, value = self.weight[rows], self.value[rows]
        return replace(self, x=self.x.only(rows), value=value, weight=weight)
