"""A column as its distinct numbers and how often each stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True)
class Tallied:
    """Distinct numbers in ascending order, and how often each stands."""

    numbers: FloatArray
    counts: FloatArray

    @property
    def size(self) -> float:
        """How many entries the column has."""
        return float(self.counts.sum())

    @property
    def total(self) -> float:
        """The sum of the column."""
        return self.sum(lambda number: number)

    @property
    def squares(self) -> float:
        """The sum of its squares."""
        return self.sum(np.square)

    def sum(self, function: Callable[[FloatArray], FloatArray]) -> float:
        """The sum of a function of each entry, which is called once per number."""
        return float((self.counts * function(self.numbers)).sum())


def tallied(column: FloatArray) -> Tallied:
    """Count the distinct numbers of a column, in whatever order it stands."""
    numbers, counts = np.unique(column, return_counts=True)
    return Tallied(numbers, counts.astype(np.float64))


def quotient(top: float, below: float) -> float:
    """Divide; NaN where there is nothing to divide by."""
    return top / below if below else np.nan
