"""Which rows are whose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

if TYPE_CHECKING:
    from patronage.segments import IntArray

Mask = NDArray[np.bool_]
WIDE = 8  # bytes: narrower sums might overflow


def before(values: NDArray[Any]) -> IntArray:
    """Sum what stands before each row and, last, all: one integer more than rows."""
    total = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=total[1:])
    return total


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of customer i stand in offsets[i]:offsets[i + 1]."""

    offsets: IntArray

    @classmethod
    def of_counts(cls, counts: IntArray) -> Rows:
        """Rows of customers who have so many each."""
        return cls(before(counts))

    @property
    def n(self) -> int:
        """All rows."""
        return int(self.offsets[-1])

    @cached_property
    def counts(self) -> IntArray:
        """Rows per customer."""
        return np.diff(self.offsets)

    @cached_property
    def owner(self) -> IntArray:
        """The position of each row's customer."""
        return self.spread(np.arange(len(self.counts)))

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """Repeat each customer's value for every row of his.

        As np.repeat does, which lets no other thread work meanwhile.
        """
        ends = pa.array(self.offsets[1:][self.filled])
        runs = pa.RunEndEncodedArray.from_arrays(ends, pa.array(values[self.filled]))
        return pc.run_end_decode(runs).to_numpy()

    @cached_property
    def filled(self) -> Mask:
        """Which customers have rows."""
        return self.counts > 0

    @cached_property
    def starts(self) -> IntArray:
        """First rows of the customers who have any."""
        return np.compress(self.filled, self.offsets[:-1])

    def reduce(self, ufunc: np.ufunc, values: NDArray[Any], empty: float) -> Any:
        """Combine each customer's values; `empty` without rows.

        Sums of narrow integers, and counts of trues, have 64 bits.
        """
        if values.dtype == np.bool_ or (
            ufunc is np.add and values.dtype.itemsize < WIDE
        ):
            # reduceat casts too, but lets no other thread work meanwhile
            values = values.astype(np.int64)
        result = np.full(len(self.counts), empty, dtype=values.dtype)
        if len(self.starts):
            result[self.filled] = ufunc.reduceat(values, self.starts)
        return result

    def where(self, keep: Mask) -> Rows:
        """The rows marked in `keep`, of the same customers."""
        return Rows.of_counts(self.reduce(np.add, keep, 0))

    def only(self, customers: Mask) -> Rows:
        """The rows of the customers marked in `customers`."""
        return Rows.of_counts(np.compress(customers, self.counts))
