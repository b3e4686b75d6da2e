"""Values of whole customers' rows, reduced per customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from patronage.arithmetic import n_log_n, ratio
from patronage.errors import QualityError
from patronage.keys import MOST, Keys
from patronage.rows import Mask, Rows, before
from patronage.tally import Tally

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Values = NDArray[Any]

__all__ = ["Ragged", "n_log_n", "ratio"]


@dataclass(frozen=True, eq=False)
class Ragged:
    """One value per row, with the rows of customer i in offsets[i]:offsets[i + 1].

    Every reduction returns one value per customer, and depends on that customer's
    rows alone. Sums are of integers, so that no grouping of rows changes a bit.

    >>> spent = Ragged(np.array([5, 7, 1]), np.array([0, 2, 3]))
    >>> spent.sum(), spent.mean()
    (array([12,  1]), array([6., 1.]))
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
        self._check_sums()
        return self.rows.reduce(np.add, self.values, 0)

    def mean(self) -> FloatArray:
        """Mean of integers; NaN without rows."""
        return ratio(self.sum(), self.counts)

    def max(self) -> FloatArray:
        """Largest value; NaN without rows."""
        found = self.rows.reduce(np.maximum, self.values, 0).astype(np.float64)
        found[~self.rows.filled] = np.nan
        return found

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
        return self.like(self._sorted_keys.stripped(self.rows))

    def count_distinct(self) -> IntArray:
        """Distinct values per customer."""
        return self.distinct().counts

    def distinct(self) -> Ragged:
        """Each customer's distinct values in ascending order."""
        return self.sorted().runs

    @cached_property
    def runs(self) -> Ragged:
        """The first row of each run of equal values."""
        return Ragged.over(self.values[self.run_starts], self.rows.where(self.changes))

    @cached_property
    def run_starts(self) -> IntArray:
        """Where runs of equal values of one customer begin."""
        return np.flatnonzero(self.changes)

    @cached_property
    def run_lengths(self) -> IntArray:
        """How many rows each run has."""
        lengths = np.empty_like(self.run_starts)
        np.subtract(self.run_starts[1:], self.run_starts[:-1], out=lengths[:-1])
        lengths[-1:] = len(self.values) - self.run_starts[-1:]
        return lengths

    @cached_property
    def run_of(self) -> IntArray:
        """The run that each row is in."""
        return np.cumsum(self.changes) - 1

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
            added = self.run_lengths if weight is None else self.per_run(weight).values
            return Tally(self.runs.like(added), self.runs.values)
        if weight is None:
            keys = self._sorted_keys
            coded = self.like(keys.values)
            counts = coded.runs.like(coded.run_lengths)
            return Tally(counts, coded.runs.values, keys.unit, keys.least)
        keys = self._keys()
        order = np.argsort(keys.values, kind="stable")
        coded = self.like(keys.values[order])
        counts = coded.per_run(weight[order])
        return Tally(counts, coded.runs.values, keys.unit, keys.least)

    def apply(self, function: Callable[..., Values], *beside: Ragged | int) -> Ragged:
        """Values that a function makes of each row, and of others row beside row."""
        given = (g.values if isinstance(g, Ragged) else g for g in beside)
        return self.like(function(self.values, *given))

    def sums_of(self, other: Ragged) -> Ragged:
        """Sums of integers, row beside row, over the rows of each distinct value."""
        return self.tally(other.values).counts

    def constant(self, other: Ragged) -> Ragged | None:
        """What stands beside each run; None where beside any run there are several."""
        changes = other.values[1:] != other.values[:-1]
        changes &= ~self.changes[1:]
        if changes.any():
            return None
        return self.runs.like(other.values[self.run_starts])

    def ends(self, most: int) -> IntArray:
        """Where each customer's rows up to a value end, of values that ascend."""
        if most not in self.derived:
            early = self.runs.rows.reduce(np.add, self.runs.values <= most, 0)
            starts = np.append(self.run_starts, len(self.values))
            self.derived[most] = starts[self.runs.offsets[:-1] + early]
        found: IntArray = self.derived[most]
        return found

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """What windows on these rows have in common."""
        return {}

    @cached_property
    def before(self) -> IntArray:
        """Sum of what stands before each row; it may go round, differences do not."""
        return before(self.values)

    @cached_property
    def changes(self) -> Mask:
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
    def _sorted_keys(self) -> Keys:
        keys = self._keys()
        keys.values.sort()
        return keys

    def _keys(self) -> Keys:
        return Keys.of(self.values, self.rows)

    def _at(self, rows: IntArray) -> FloatArray:
        result = np.full(len(rows), np.nan)
        filled = self.rows.filled
        result[filled] = self.values[rows[filled]]
        return result

    @cached_property
    def sums_fit(self) -> bool:
        """Whether the values are so small that their sums fit in 64 bits."""
        if self.values.dtype == np.bool_:
            return True
        low, high = int(self.values.min(initial=0)), int(self.values.max(initial=0))
        return max(-low, high) * int(self.counts.max(initial=0)) <= MOST

    def _check_sums(self) -> None:
        if not self.sums_fit:
            raise QualityError(
                f"sums should fit in 64 bits; got values up to {self.values.max()} in "
                f"{self.counts.max()} rows of one customer."
            )
