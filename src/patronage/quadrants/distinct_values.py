"""The distinct values of an axis, and how many customers have each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from patronage.errors import InputError

if TYPE_CHECKING:
    from patronage.segments import FloatArray

BINS = 4096


@dataclass(frozen=True, kw_only=True, eq=False)
class DistinctValues:
    """Values in ascending order, each once, with a weight above 0.

    What is learned from them cannot depend on the order of the customers.
    """

    values: FloatArray
    weights: FloatArray

    @classmethod
    def of(cls, values: Any, sample_weight: Any = None) -> Self:
        """Count the finite values; a weight counts a customer so many times."""
        values = np.asarray(values, np.float64)
        if values.ndim != 1:
            raise InputError(f"a cut needs one axis; got shape {values.shape}.")
        if sample_weight is None:
            known = values[np.isfinite(values)]
            distinct, counts = np.unique(known, return_counts=True)
            return cls(values=distinct, weights=counts.astype(np.float64))
        return cls._weighted(values, _weights(sample_weight, len(values)))

    @classmethod
    def _weighted(cls, values: FloatArray, weights: FloatArray) -> Self:
        used = np.isfinite(values) & (weights > 0)
        # sorted first: the sums must not depend on the order of the customers
        order = np.lexsort((weights[used], values[used]))
        values, weights = values[used][order], weights[used][order]
        distinct, place = np.unique(values, return_inverse=True)
        total = np.bincount(place, weights, len(distinct)).astype(np.float64)
        return cls(values=distinct, weights=total)

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def total(self) -> float:
        """How many customers there are."""
        return float(self.weights.sum())

    @cached_property
    def mean(self) -> float:
        """The customers' mean."""
        return float((self.weights * self.values).sum() / self.total)

    @cached_property
    def variance(self) -> float:
        """The customers' variance."""
        away = self.values - self.mean
        return float((self.weights * away**2).sum() / self.total)

    @cached_property
    def step(self) -> float:
        """The usual distance between neighbouring values, of which there are two."""
        return float(np.median(np.diff(self.values)))

    def midpoint(self, place: int) -> float:
        """Return the cut between a value and its upper neighbour."""
        lower, upper = self.values[place], self.values[place + 1]
        middle = lower + (upper - lower) / 2
        return float(middle if middle > lower else upper)

    def compressed(self, bins: int = BINS) -> Self:
        """Return at most `bins` values: the means of groups of neighbours.

        The groups have about as many customers each, by the middle of a value's
        place among them, so that a value of many customers stays what it is.
        """
        if len(self) <= bins:
            return self
        middle = np.cumsum(self.weights) - self.weights / 2
        group = (middle * (bins / self.total)).astype(np.int64)
        _, first, group = np.unique(group, return_index=True, return_inverse=True)
        away = self.values - self.values[first][group]  # 0 where a value is alone
        weights = np.bincount(group, self.weights).astype(np.float64)
        means = np.bincount(group, self.weights * away) / weights
        return type(self)(values=self.values[first] + means, weights=weights)

    def counted(self, weights: Any) -> Self:
        """Return the same values with other weights, those of weight 0 left out."""
        held = weights > 0
        return type(self)(
            values=self.values[held], weights=weights[held].astype(np.float64)
        )


def _weights(sample_weight: Any, n: int) -> FloatArray:
    weights = np.asarray(sample_weight, np.float64)
    if weights.shape != (n,):
        raise InputError(f"a cut of {n} values needs {n} weights; got {weights.size}.")
    wrong = weights[~(np.isfinite(weights) & (weights >= 0))]
    if len(wrong):
        raise InputError(f"the weights of a cut should be 0 or more; got {wrong[0]}.")
    return weights
