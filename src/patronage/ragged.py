"""Rows of whole customers: values that stand together, reduced per customer."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Values = NDArray[Any]

MOST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Ragged:
    """One value per row, with the rows of customer i in offsets[i]:offsets[i + 1].

    Every reduction returns one value per customer, and depends on that customer's
    rows alone. Sums are of integers, so that no grouping of rows changes a bit.
    """

    values: Values
    offsets: IntArray

    @property
    def counts(self) -> IntArray:
        """Rows per customer."""
        return np.diff(self.offsets)

    @property
    def owner(self) -> IntArray:
        """The position of each row's customer."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.counts)

    def sum(self) -> IntArray:
        """Sum integers (or count trues); a customer without rows has 0.

        Raises
        ------
        QualityError
            If the values are so large that a sum might not fit in 64 bits.
        """
        values = self.values.astype(np.int64, copy=False)
        most = int(self.counts.max(initial=0))
        if max(-int(values.min(initial=0)), int(values.max(initial=0))) * most > MOST:
            raise QualityError(
                f"sums should fit in 64 bits; got values up to {values.max()} in "
                f"{most} rows of one customer."
            )
        return self._reduce(np.add, values, 0)

    def mean(self) -> FloatArray:
        """Mean of integers; NaN without rows."""
        return ratio(self.sum(), self.counts)

    def min(self) -> FloatArray:
        """Smallest value; NaN without rows."""
        return self._reduce(np.minimum, self.values.astype(np.float64), np.nan)

    def max(self) -> FloatArray:
        """Largest value; NaN without rows."""
        return self._reduce(np.maximum, self.values.astype(np.float64), np.nan)

    def first(self) -> FloatArray:
        """Value of the first row; NaN without rows."""
        return self._at(self.offsets[:-1])

    def last(self) -> FloatArray:
        """Value of the last row; NaN without rows."""
        return self._at(self.offsets[1:] - 1)

    def median(self) -> FloatArray:
        """Middle value, or the mean of the two in the middle; NaN without rows."""
        ordered = self.sorted()
        low = ordered._at(self.offsets[:-1] + (self.counts - 1) // 2)
        high = ordered._at(self.offsets[:-1] + self.counts // 2)
        return (low + high) / 2

    def cv(self) -> FloatArray:
        """Coefficient of variation of integers (n - 1); NaN below two rows."""
        mean, owner = self.mean(), self.owner
        squares = (self.values - mean[owner]) ** 2
        # bincount adds in the order of the rows, whatever stands beside them
        total = np.bincount(owner, weights=squares, minlength=len(mean))
        return ratio(np.sqrt(ratio(total, self.counts - 1)), mean)

    def count_distinct(self) -> IntArray:
        """Distinct values per customer."""
        return self.distinct().counts

    def sorted(self) -> Ragged:
        """The same rows, each customer's in ascending order."""
        order = np.lexsort((self.values, self.owner))
        return Ragged(self.values[order], self.offsets)

    def distinct(self) -> Ragged:
        """Each customer's distinct values in ascending order."""
        return self.tally().keys

    def gaps(self) -> Ragged:
        """Differences between each row and the one before it."""
        later = np.ones(len(self.values), dtype=bool)
        later[self.offsets[:-1][self.counts > 0]] = False
        steps = np.diff(self.values, prepend=self.values[:1])[later]
        return Ragged(steps, _offsets(np.maximum(self.counts - 1, 0)))

    def where(self, keep: NDArray[np.bool_]) -> Ragged:
        """Only the rows marked in `keep`."""
        kept = Ragged(keep, self.offsets).sum()
        return Ragged(self.values[keep], _offsets(kept))

    def only(self, customers: NDArray[np.bool_]) -> Ragged:
        """Only the customers marked in `customers`, with all their rows."""
        kept = np.repeat(customers, self.counts)
        return Ragged(self.values[kept], _offsets(self.counts[customers]))

    def share(self) -> FloatArray:
        """Share of trues; NaN without rows."""
        return self.mean()

    def tally(self, weight: Values | None = None) -> Tally:
        """Count rows (or add integers of `weight`) per customer and value."""
        owner = self.owner
        order = np.lexsort((self.values, owner))
        values, owner = self.values[order], owner[order]
        new = np.ones(len(values), dtype=bool)
        new[1:] = (values[1:] != values[:-1]) | (owner[1:] != owner[:-1])
        starts = np.flatnonzero(new)
        weights = np.ones(len(values), np.int64) if weight is None else weight[order]
        sums = np.add.reduceat(weights, starts) if len(starts) else weights[:0]
        found = np.bincount(owner[starts], minlength=len(self.offsets) - 1)
        offsets = _offsets(found)
        return Tally(Ragged(values[starts], offsets), Ragged(sums, offsets))

    def _reduce(self, ufunc: np.ufunc, values: Values, empty: float) -> Any:
        filled = self.counts > 0
        result = np.full(len(filled), empty, dtype=values.dtype)
        if filled.any():
            result[filled] = ufunc.reduceat(values, self.offsets[:-1][filled])
        return result

    def _at(self, rows: IntArray) -> FloatArray:
        result = np.full(len(rows), np.nan)
        filled = self.counts > 0
        result[filled] = self.values[rows[filled]]
        return result


@dataclass(frozen=True)
class Tally:
    """Counts per customer and value: `keys` ascending, `counts` beside them."""

    keys: Ragged
    counts: Ragged

    def entropy(self) -> FloatArray:
        """Shannon entropy of the shares in nats; NaN without rows."""
        n = self.counts.sum()
        terms = n_log_n(self.counts.values)
        inner = np.bincount(self.counts.owner, weights=terms, minlength=len(n))
        return np.maximum(ratio(n_log_n(n) - inner, n), 0)

    def herfindahl(self) -> FloatArray:
        """Sum of squared shares, 1 where all is one value; NaN without rows."""
        n = self.counts.sum()
        squares = Ragged(self.counts.values**2, self.counts.offsets).sum()
        return ratio(squares, n * n)

    def largest_share(self) -> FloatArray:
        """Share of the most frequent value; NaN without rows."""
        return ratio(self.counts.max(), self.counts.sum())


def n_log_n(n: IntArray) -> FloatArray:
    """Return n ln n of counts from a table (0 for 0).

    A vectorised logarithm may differ in its last bit with the processor and with a
    value's place in the array; the table's does not.
    """
    size = 1 << int(n.max(initial=1)).bit_length()
    return _n_log_n_table(size)[n]


@functools.cache
def _n_log_n_table(size: int) -> FloatArray:
    return np.array([0.0, *(k * math.log(k) for k in range(1, size))])


def ratio(numerator: Values, denominator: Values) -> FloatArray:
    """Divide element by element; NaN where the denominator is 0."""
    top = np.asarray(numerator, dtype=np.float64)
    below = np.asarray(denominator, dtype=np.float64)
    empty = np.full(np.broadcast(top, below).shape, np.nan)
    return np.divide(top, below, out=empty, where=below != 0)


def _offsets(counts: IntArray) -> IntArray:
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
