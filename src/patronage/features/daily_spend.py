"""Net spend by day: what rows add up to, so that much follows from few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.batch import CustomerBatch
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray


@dataclass(frozen=True)
class DailySpend:
    """The days of each customer's rows, ascending, with the sum of their amounts.

    `bought` marks the days with a purchase; on others there were returns alone.
    """

    days: Ragged
    spend: Ragged
    bought: NDArray[np.bool_]

    def cv(self) -> FloatArray:
        """Coefficient of variation (n - 1) over purchase days.

        NaN below two of them, and where their mean is not positive.
        """
        spend = self.spend.where(self.bought)
        return np.where(spend.sum() > 0, spend.cv(), np.nan)


def daily_spend(rows: CustomerBatch) -> DailySpend:
    """Add the amounts of each day."""
    return DailySpend(rows.days, rows.daily("amount"), _bought(rows, rows.days))


def _bought(rows: CustomerBatch, days: Ragged) -> NDArray[np.bool_]:
    if not rows.has("is_return"):
        return np.ones(len(days.values), dtype=bool)
    purchases = rows["is_return"].apply(np.equal, 0)
    return rows["order_day"].sums_of(purchases).values > 0
