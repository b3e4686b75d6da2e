"""What a retailer orders of what is allocated to him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.errors import ConfigError
from patronage.features.months import YEAR, full_months
from patronage.features.retailer.events import of_kind, tells
from patronage.ragged import ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.batch import CustomerBatch
    from patronage.features.months import Month
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray

    Values = dict[str, FloatArray]

NEEDS = ("order_day", "quantity", "events")


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """Hold units ordered, net of returns, against those allocated, month by month.

    An event of `kind` allocates its value for the month of the calendar in which it
    stands. Compared are the last twelve full months, as far as the ledger had been
    kept from their first day on, in which a customer was allocated anything. A month
    is capped where at least `capped_at` of it was ordered: he might have taken more.
    """

    kind: str = "allocation"
    capped_at: float = 0.98

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "allocated_units",
            "units",
            "units allocated in twelve months",
            NEEDS,
            "evidence",
        ),
        Column(
            "allocated_months", "months", "months with an allocation", NEEDS, "evidence"
        ),
        Column(
            "order_satisfaction",
            "ratio",
            "units ordered over units allocated",
            NEEDS,
            "score",
        ),
        Column(
            "capped_months_share",
            "share",
            "months in which all that was allocated was ordered",
            NEEDS,
            "score",
        ),
    )

    def __post_init__(self) -> None:
        """Refuse a cap that every month reaches."""
        if not self.capped_at > 0:
            raise ConfigError(
                f"features: 'capped_at' should be above 0; got {self.capped_at:g}."
            )

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer; nothing where the source allocates nothing."""
        if not tells(batch, self.kind):
            return {}
        kept_since = batch.as_of - batch.observed_days + 1
        months = [m for m in full_months(batch.as_of, YEAR) if m.first >= kept_since]
        given, taken, n, capped = np.zeros((4, len(batch)))
        for month in months:
            allocated = self._allocated(batch, month)
            ordered = np.where(allocated > 0, _ordered(batch, month), 0)
            given += allocated
            taken += ordered
            n += allocated > 0
            capped += (allocated > 0) & (ordered >= self.capped_at * allocated)
        return {
            "allocated_units": given,
            "allocated_months": n,
            "order_satisfaction": ratio(taken, given),
            "capped_months_share": ratio(capped, n),
        }

    def _allocated(self, batch: CustomerBatch, month: Month) -> FloatArray:
        events = of_kind(batch.history, self.kind)
        units = events["value"]
        inside = _within(events["at_day"], month)
        return units.total(np.where(inside, units.values, 0))


def _ordered(batch: CustomerBatch, month: Month) -> FloatArray:
    rows = batch.history.netted
    units = rows.daily("quantity")
    inside = _within(rows.days, month)
    return batch.quantity(units.like(np.where(inside, units.values, 0)).sum())


def _within(days: Ragged, month: Month) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (days.values >= month.first) & (
        days.values <= month.last
    )
    return inside
