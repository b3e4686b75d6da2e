"""What segments foretell of customers who took no part in the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from patronage.arithmetic import ratio
from patronage.segments import FloatArray, IntArray

NOBODY = 0


@dataclass(frozen=True)
class Cells:
    """Customers by fold (rows) and segment; column 0 is of those without a segment.

    `fold` and `segment` (-1 for none) have an entry a customer.
    """

    fold: IntArray
    segment: IntArray

    @cached_property
    def shape(self) -> tuple[int, int]:
        """How many folds and columns there are."""
        return int(self.fold.max()) + 1, int(self.segment.max(initial=-1)) + 2

    @cached_property
    def cell(self) -> IntArray:
        """The cell of each customer, as a place in the flat table."""
        return self.fold * self.shape[1] + self.segment + 1

    def sums(self, values: FloatArray) -> FloatArray:
        """Add the values of customers up by cell."""
        size = self.shape[0] * self.shape[1]
        flat = np.bincount(self.cell, values, minlength=size).astype(np.float64)
        return flat.reshape(self.shape)

    def overall(self, counts: FloatArray, sums: FloatArray) -> FloatArray:
        """Return, of each fold, the mean of the customers of all others."""
        left = counts.sum() - counts.sum(1)
        return ratio(sums.sum() - sums.sum(1), left)

    def foretold(self, counts: FloatArray, sums: FloatArray) -> FloatArray:
        """Return, by cell, the mean of the segment's customers in the other folds.

        That of all of them where there are none, and for customers without a segment.
        """
        left = counts.sum(0) - counts
        means = ratio(sums.sum(0) - sums, left)
        blind = ~(left > 0)
        blind[:, NOBODY] = True
        return np.where(blind, self.overall(counts, sums)[:, None], means)


def levels(foretold: FloatArray) -> IntArray:
    """Number the cells of one fold by what they foretell, equal ones alike."""
    return np.unique(foretold, return_inverse=True)[1].astype(np.int64)
