"""Which rows of each customer stand together within longer ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from patronage.rows import Mask, Rows

if TYPE_CHECKING:
    from patronage.segments import IntArray

Values = NDArray[Any]

FEW = 3  # below a third of the rows, to number them is faster than to mark all


@dataclass(frozen=True, eq=False)
class Bounds:
    """Customer i has the rows first[i]:last[i] of a longer table.

    There, where `size` rows are, he stands at `who[i]`.
    """

    who: IntArray
    first: IntArray
    last: IntArray
    size: int

    @classmethod
    def of(cls, rows: Rows) -> Bounds:
        """All rows."""
        return cls(
            np.arange(len(rows.counts)), rows.offsets[:-1], rows.offsets[1:], rows.n
        )

    @cached_property
    def rows(self) -> Rows:
        """The rows within, numbered anew."""
        return Rows.of_counts(self.last - self.first)

    def cut(self, values: Values) -> Values:
        """The values of these rows, out of those of all."""
        if self.rows.n < self.size // FEW:
            return values[self._numbers]
        return np.compress(self.keep, values)

    @cached_property
    def _numbers(self) -> IntArray:
        shift = self.first - self.rows.offsets[:-1]
        return np.arange(self.rows.n) + np.repeat(shift, self.rows.counts)

    @cached_property
    def keep(self) -> Mask:
        """Mark the rows within."""
        filled = self.rows.filled
        edges = np.zeros(self.size + 1, np.bool_)
        edges[self.first[filled]] = True
        edges[self.last[filled]] ^= True
        return np.logical_xor.accumulate(edges)[:-1]

    def sums(self, values: Values) -> IntArray:
        """Sum integers within."""
        filled = self.rows.filled
        edges = np.stack([self.first[filled], self.last[filled]], axis=1).ravel()
        within = edges[: np.searchsorted(edges, self.size)]
        result = np.zeros(len(self.first), np.int64)
        whole = values.astype(np.int64, copy=False)
        result[filled] = np.add.reduceat(whole, within)[::2] if len(within) else 0
        return result

    def only(self, customers: Mask) -> Bounds:
        """The customers marked in `customers`."""
        kept = np.flatnonzero(customers)
        who, first, last = self.who[kept], self.first[kept], self.last[kept]
        return Bounds(who, first, last, self.size)

    def between(self, first: IntArray, last: IntArray) -> Bounds:
        """The rows from `first` to before `last`, told of all who stand there."""
        first = np.clip(first[self.who], self.first, self.last)
        last = np.clip(last[self.who], first, self.last)
        return Bounds(self.who, first, last, self.size)

    def among(self, numbered: IntArray) -> Bounds:
        """The same rows where only some are left, `numbered` of them before each."""
        first, last = numbered[self.first], numbered[self.last]
        return Bounds(self.who, first, last, int(numbered[-1]))
