"""How often each customer shows each value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from patronage.arithmetic import n_log_n, ratio

if TYPE_CHECKING:
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts per customer and value, in ascending order of the values.

    A value is `coded` - owner x `unit` + `least`: few ask for it.
    """

    counts: Ragged
    coded: NDArray[Any]
    unit: int = 0
    least: int = 0

    @cached_property
    def keys(self) -> Ragged:
        """The values, beside their counts."""
        if not self.unit:
            return self.counts.like(self.coded)
        values = self.coded.astype(np.int64) - self.counts.owner * self.unit
        return self.counts.like(values + self.least)

    @cached_property
    def n(self) -> IntArray:
        """All that was counted of each customer."""
        return self.counts.sum()

    def entropy(self) -> FloatArray:
        """Shannon entropy of the shares in nats; NaN without rows."""
        inner = self.counts.total(n_log_n(self.counts.values))
        return np.maximum(ratio(n_log_n(self.n) - inner, self.n), 0)

    def herfindahl(self) -> FloatArray:
        """Sum of squared shares, 1 where all is one value; NaN without rows."""
        return ratio(self._squares, self.n**2)

    def simpson(self) -> FloatArray:
        """Chance that two rows drawn are of one value (Simpson 1949), unbiased.

        NaN below two rows.
        """
        return ratio(self._squares - self.n, self.n * (self.n - 1))

    def largest_share(self) -> FloatArray:
        """Share of the most frequent value; NaN without rows."""
        return ratio(self.counts.max(), self.n)

    @cached_property
    def _squares(self) -> IntArray:
        return self.counts.like(self.counts.values**2).sum()


def entropy(histogram: IntArray) -> FloatArray:
    """Shannon entropy in nats of counts, values by customers; NaN where none are."""
    n = histogram.sum(0)
    # value by value: .sum(0) adds a lone customer's in another order
    inner: FloatArray = sum(n_log_n(histogram), start=np.zeros(len(n)))
    return np.maximum(ratio(n_log_n(n) - inner, n), 0)
