"""What a lifetime model reads of a customer: x, t_x and T."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from patronage.errors import QualityError
from patronage.features.lifetime.levels import Levels, Pairs, distinct_rows
from patronage.features.lifetime.matrix import columns_of

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

NOBODY = "nobody has bought again"


@dataclass(frozen=True)
class Histories:
    """The distinct histories (x, t_x, T) of customers, and how many share each.

    x repeat purchases, the last of them t_x after the first purchase, which lies T
    before the end of observation; all that is said of a history is one value per
    distinct one, and `back` gives it to the rows that were read.
    """

    x: Levels
    t_x: Levels
    T: Levels
    weight: FloatArray
    row: IntArray

    names: ClassVar[tuple[str, ...]] = ("x", "t_x", "T")

    @classmethod
    def of(cls, X: Any, sample_weight: FloatArray | None = None) -> Self:
        """Read a matrix of three columns, or a table that names them.

        Raises
        ------
        QualityError
            If a history is impossible.
        """
        columns = columns_of(X, cls.names)
        _check(*columns)
        levels = [Levels.of(column) for column in columns]
        first, row = distinct_rows(levels)
        weight = np.bincount(row, weights=sample_weight, minlength=len(first))
        x, t_x, T = (each.only(first) for each in levels)
        return cls(x, t_x, T, weight.astype(np.float64, copy=False), row)

    def __len__(self) -> int:
        return len(self.weight)

    def back(self, values: FloatArray) -> FloatArray:
        """Give each row that was read what was computed for its history."""
        return values[self.row]

    @property
    def lack(self) -> str:
        """Why nothing can be learned of these customers; "" if something can."""
        return "" if self.x.total(self.weight)[self.x.values > 0].any() else NOBODY

    @property
    def unit(self) -> float:
        """The unit of time in which the longest history is 1."""
        return float(self.T.values.max(initial=0)) or 1.0

    def in_unit(self, unit: float) -> Self:
        """Measure time in another unit."""
        t_x, T = (
            replace(each, values=each.values / unit) for each in (self.t_x, self.T)
        )
        return replace(self, t_x=t_x, T=T)

    def thinned(self, most: int) -> Self:
        """Every so many distinct histories, about `most` of them; all if so few."""
        if len(self) <= most:
            return self
        some = np.arange(0, len(self), -(-len(self) // most))
        x, t_x, T = (each.only(some) for each in (self.x, self.t_x, self.T))
        return replace(self, x=x, t_x=t_x, T=T, weight=self.weight[some])

    @cached_property
    def at_last(self) -> Pairs:
        """The distinct pairs of x and t_x."""
        return Pairs.of(self.x, self.t_x)

    @cached_property
    def at_end(self) -> Pairs:
        """The distinct pairs of x and T."""
        return Pairs.of(self.x, self.T)


@dataclass(frozen=True)
class Cycles(Histories):
    """Histories that count cycles: purchases in x of n, the last in the t_x-th."""

    names: ClassVar[tuple[str, ...]] = ("x", "t_x", "n")

    @classmethod
    def of(cls, X: Any, sample_weight: FloatArray | None = None) -> Self:
        """Read a matrix of three columns, or a table that names them.

        Raises
        ------
        QualityError
            If a history is impossible, or counts no whole cycles.
        """
        x, t_x, n = columns_of(X, cls.names)
        wrong = (x > t_x) | (t_x % 1 != 0) | (n % 1 != 0)
        if wrong.any():
            raise QualityError(
                f"cycles should be whole, and x at most t_x; got {int(wrong.sum())} "
                "histories that are not so."
            )
        return super().of(X, sample_weight)

    @property
    def unit(self) -> float:
        """A cycle."""
        return 1.0


def _check(x: FloatArray, t_x: FloatArray, T: FloatArray) -> None:
    wrong = (x < 0) | (x % 1 != 0) | (t_x < 0) | (t_x > T) | ((x == 0) & (t_x > 0))
    if wrong.any():
        raise QualityError(
            "a history should have a whole x of at least 0 and 0 <= t_x <= T, and t_x "
            f"= 0 where x = 0; got {int(wrong.sum())} that do not."
        )
