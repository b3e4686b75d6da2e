"""Values of whole customers' rows, reduced per customer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from patronage.arithmetic import n_log_n, ratio
from patronage.errors import QualityError
from patronage.rows import Mask, Rows
from patronage.tally import Tally

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Values = NDArray[Any]

__all__ = ["Ragged", "n_log_n", "ratio"]
MOST = np.iinfo(np.int64).max
NARROW = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Ragged:
    """One value per row, with the rows of customer i in offsets[i]:offsets[i + 1].

    Every reduction returns one value per customer, and depends on that customer's
    rows alone. Sums are of integers, so that no grouping of rows changes a bit.
    """

    values: Values
    offsets: IntArray
    rows: Rows = field(default=None, repr=False)  # type: ignore[assignment]

    def __post_init__(self) -> None:
        """Number the rows, where no other values have done so already."""
        if self.rows is None:
            object.__setattr__(self, "rows", Rows(self.offsets))

    @classmethod
    def over(cls, values: Values, rows: Rows) -> Ragged:
        """Values that stand in rows already numbered."""
        return cls(values, rows.offsets, rows)

    def like(self, values: Values) -> Ragged:
        """Other values in the same rows."""
        return Ragged.over(values, self.rows)

    @property
    def counts(self) -> IntArray:
        """Rows per customer."""
        return self.rows.counts

    @property
    def owner(self) -> IntArray:
        """The position of each row's customer."""
        return self.rows.owner

    def sum(self) -> IntArray:
        """Sum integers (or count trues); a customer without rows has 0.

        Raises
        ------
        QualityError
            If the values are so large that a sum might not fit in 64 bits.
        """
        if self.values.dtype != np.bool_:
            self._check_sums()
        return self.rows.reduce(np.add, self.values, 0)

    def mean(self) -> FloatArray:
        """Mean of integers; NaN without rows."""
        return ratio(self.sum(), self.counts)

    def min(self) -> FloatArray:
        """Smallest value; NaN without rows."""
        return self._extreme(np.minimum)

    def max(self) -> FloatArray:
        """Largest value; NaN without rows."""
        return self._extreme(np.maximum)

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
        mean = self.mean()
        total = self.total((self.values - mean[self.owner]) ** 2)
        return ratio(np.sqrt(ratio(total, self.counts - 1)), mean)

    def total(self, weights: FloatArray) -> FloatArray:
        """Add fractions of the rows, in their order, whoever stands beside them."""
        found = np.bincount(self.owner, weights, minlength=len(self.counts))
        return found.astype(np.float64, copy=False)

    def share(self) -> FloatArray:
        """Share of trues; NaN without rows."""
        return self.mean()

    def sorted(self) -> Ragged:
        """The same rows, each customer's in ascending order."""
        return self if self.ascends else self._sorted

    @cached_property
    def _sorted(self) -> Ragged:
        keys, unit, least = self._sorted_keys
        before = _steps(len(self.counts), unit, -least, keys.dtype)
        return self.like(keys - np.repeat(before, self.counts))

    def count_distinct(self) -> IntArray:
        """Distinct values per customer."""
        return self.distinct().counts

    def distinct(self) -> Ragged:
        """Each customer's distinct values in ascending order."""
        return self.sorted().runs

    @cached_property
    def runs(self) -> Ragged:
        """The first row of each run of equal values."""
        return Ragged.over(self.values[self.run_starts], self.rows.where(self._changes))

    @cached_property
    def run_starts(self) -> IntArray:
        """Where runs of equal values of one customer begin."""
        return np.flatnonzero(self._changes)

    @cached_property
    def run_lengths(self) -> IntArray:
        """How many rows each run has."""
        lengths = np.empty_like(self.run_starts)
        np.subtract(self.run_starts[1:], self.run_starts[:-1], out=lengths[:-1])
        lengths[-1:] = len(self.values) - self.run_starts[-1:]
        return lengths

    def per_run(self, values: Values) -> Ragged:
        """Sums of integers, row beside row with these values, over each run."""
        if not len(self.run_starts):
            return self.runs.like(values[:0].astype(np.int64))
        self.like(values)._check_sums()
        sums = np.add.reduceat(values, self.run_starts, dtype=np.int64)
        return self.runs.like(sums)

    def gaps(self) -> Ragged:
        """Differences between each row and the one before it."""
        return self._gaps

    @cached_property
    def _gaps(self) -> Ragged:
        later = np.ones(len(self.values), dtype=bool)
        later[self.rows.starts] = False
        steps = np.compress(later[1:], self.values[1:] - self.values[:-1])
        return Ragged.over(steps, Rows.of_counts(np.maximum(self.counts - 1, 0)))

    def where(self, keep: Mask) -> Ragged:
        """Only the rows marked in `keep`."""
        if keep.all():
            return self
        return Ragged.over(np.compress(keep, self.values), self.rows.where(keep))

    def only(self, customers: Mask) -> Ragged:
        """Only the customers marked in `customers`, with all their rows."""
        kept = np.repeat(customers, self.counts)
        return Ragged.over(np.compress(kept, self.values), self.rows.only(customers))

    def histogram(self, n_values: int) -> IntArray:
        """Count the values 0 to n_values - 1: values by customers."""
        n = len(self.counts)
        cells = self.values.astype(np.int64) * n
        cells += self.owner
        return np.bincount(cells, minlength=n_values * n).reshape(n_values, n)

    def tally(self, weight: Values | None = None) -> Tally:
        """Count rows (or add integers of `weight`) per customer and value."""
        if self.ascends:
            counts = self.run_lengths if weight is None else self.per_run(weight).values
            return Tally(self.runs.like(counts), self.runs.values)
        if weight is None:
            keys, unit, least = self._sorted_keys
            coded = self.like(keys)
            return Tally(
                coded.runs.like(coded.run_lengths), coded.runs.values, unit, least
            )
        keys, unit, least = self._keys()
        order = np.argsort(keys, kind="stable")
        coded = self.like(keys[order])
        return Tally(coded.per_run(weight[order]), coded.runs.values, unit, least)

    def steady(self, values: Values) -> bool:
        """Whether each run of these rows shows one of the values only."""
        changes = values[1:] != values[:-1]
        changes &= ~self._changes[1:]
        return not changes.any()

    @cached_property
    def _changes(self) -> Mask:
        """Mark each customer's first row, and those that differ from the one before."""
        new = np.ones(len(self.values), dtype=bool)
        np.not_equal(self.values[1:], self.values[:-1], out=new[1:])
        new[self.rows.starts] = True
        return new

    @cached_property
    def ascends(self) -> bool:
        """Whether each customer's values stand in order already."""
        falls = np.flatnonzero(self.values[1:] < self.values[:-1]) + 1
        first = np.zeros(len(self.values), dtype=bool)
        first[self.rows.starts] = True
        return bool(first[falls].all())

    @cached_property
    def _sorted_keys(self) -> tuple[Values, int, int]:
        keys, unit, least = self._keys()
        keys.sort()
        return keys, unit, least

    def _keys(self) -> tuple[Values, int, int]:
        """One integer per row that sorts by customer, then by value.

        It is owner x unit + value - least: unit and least are returned with it.
        """
        least, most = int(self.values.min()), int(self.values.max())
        unit, n = most - least + 1, len(self.counts)
        widest = unit * n + max(abs(least), abs(most))
        if widest > MOST:
            raise QualityError(
                f"values should lie close enough to be counted; got {least} to {most}."
            )
        kind = np.dtype(np.int32 if widest <= NARROW else np.int64)
        keys = np.repeat(_steps(n, unit, -least, kind), self.counts)
        keys += self.values.astype(kind, copy=False)
        return keys, unit, least

    def _extreme(self, ufunc: np.ufunc) -> FloatArray:
        found = self.rows.reduce(ufunc, self.values, 0).astype(np.float64)
        found[~self.rows.filled] = np.nan
        return found

    def _at(self, rows: IntArray) -> FloatArray:
        result = np.full(len(rows), np.nan)
        filled = self.rows.filled
        result[filled] = self.values[rows[filled]]
        return result

    def _check_sums(self) -> None:
        values, most = self.values, int(self.counts.max(initial=0))
        low, high = int(values.min(initial=0)), int(values.max(initial=0))
        if max(-low, high) * most > MOST:
            raise QualityError(
                f"sums should fit in 64 bits; got values up to {high} in "
                f"{most} rows of one customer."
            )


def _steps(n: int, step: int, start: int, kind: np.dtype[Any]) -> Values:
    """`n` numbers from `start` on, `step` apart."""
    return np.arange(start, start + n * step, step, dtype=kind)
