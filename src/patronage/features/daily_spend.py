"""Net spend by day: what rows add up to, so that much follows from few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.batch import CustomerBatch
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True)
class DailySpend:
    """The days of each customer's rows, ascending, with the sum of their amounts.

    `bought` marks the days with a purchase; on others there were returns alone.
    """

    days: Ragged
    spend: Ragged
    bought: NDArray[np.bool_]

    def between(self, after: int, until: int) -> IntArray:
        """Spend on the days after `after`, up to `until`."""
        days = self.days.values
        inside = (days > after) & (days <= until)
        return self.spend.like(self.spend.values * inside).sum()

    def cv(self) -> FloatArray:
        """Coefficient of variation (n - 1) over purchase days.

        NaN below two of them, and where their mean is not positive.
        """
        spend = self.spend.where(self.bought)
        return np.where(spend.sum() > 0, spend.cv(), np.nan)


def daily_spend(batch: CustomerBatch) -> DailySpend:
    """Add the amounts of each day, net of returns."""
    rows = batch.netted
    return DailySpend(rows.days, rows.daily("amount"), _bought(rows, rows.days))


def _bought(rows: CustomerBatch, days: Ragged) -> NDArray[np.bool_]:
    if not rows.has("is_return"):
        return np.ones(len(days.values), dtype=bool)
    purchases = (rows["is_return"].values == 0).astype(np.int64)
    return rows["order_day"].tally(purchases).counts.values > 0
