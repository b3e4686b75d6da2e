"""Values that many rows share, so that what depends on them is computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True)
class Levels:
    """A column as its distinct values, ascending, and the one that each row has."""

    values: FloatArray
    code: IntArray

    @classmethod
    def of(cls, rows: FloatArray) -> Self:
        """Find the distinct values of a column."""
        return cls(*np.unique(rows, return_inverse=True))

    @property
    def rows(self) -> FloatArray:
        """The column itself."""
        return self.values[self.code]

    def each(self, per_value: FloatArray) -> FloatArray:
        """Give each row what was computed for its value."""
        return per_value[self.code]

    def total(self, weights: FloatArray) -> FloatArray:
        """Sum what the rows have, per value."""
        sums = np.bincount(self.code, weights=weights, minlength=len(self.values))
        return sums.astype(np.float64, copy=False)

    def only(self, rows: IntArray) -> Levels:
        """Leave these rows."""
        return Levels(self.values, self.code[rows])


@dataclass(frozen=True)
class Pairs:
    """The distinct pairs of two columns, and the one that each row has."""

    first: FloatArray
    second: FloatArray
    code: IntArray

    @classmethod
    def of(cls, first: Levels, second: Levels) -> Self:
        """Find the pairs that occur."""
        rows, code = distinct_rows([first, second])
        return cls(first.only(rows).rows, second.only(rows).rows, code)


def distinct_rows(columns: Sequence[Levels]) -> tuple[IntArray, IntArray]:
    """Return the first of each kind of row, in ascending order, and each row's kind."""
    code = columns[0].code
    for column in columns[1:]:
        mixed = code * len(column.values) + column.code
        _, first, code = np.unique(mixed, return_index=True, return_inverse=True)
    return first, code
