"""What a customer has brought in until as_of, less what he is known to have cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.features import npv
from patronage.features.fields import numeric_field
from patronage.ragged import Ragged

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.ragged import Values
    from patronage.segments import FloatArray

MAX_DAYS = 1 << 20


@dataclass(frozen=True, kw_only=True)
class HistoricalValue:
    """Revenue of the whole history, less the costs that are known.

    Revenue is net of discount and of returns. Less the cost of goods where the ledger
    has it, else times `margin`, the share of revenue that is kept; less `order_cost`
    per order and `contact_cost` per contact, in the source's currency; less the
    customer field `acquisition_field`, where it is known: an unknown cost is not
    subtracted.

    Sums are not discounted, for what is past is sunk. With `compound_history` each
    flow has grown since its day at `discount_rate` per year.
    """

    margin: float = 1.0
    order_cost: float = 0.0
    contact_cost: float = 0.0
    acquisition_field: str | None = None
    compound_history: bool = False
    discount_rate: float = 0.12

    def __post_init__(self) -> None:
        """Refuse costs and rates below 0."""
        for name in ("order_cost", "contact_cost", "discount_rate"):
            if getattr(self, name) < 0:
                raise ConfigError(
                    f"features: '{name}' should be at least 0; "
                    f"got {getattr(self, name)}."
                )

    @property
    def meaning(self) -> str:
        """What the number is, in one phrase."""
        rate = f"{100 * self.discount_rate:g} %"
        grown = f"compounded at {rate} a year" if self.compound_history else "as paid"
        return f"revenue to date less all known costs, {grown}"

    @property
    def needs(self) -> tuple[str, ...]:
        """The table and the field without which a cost cannot be subtracted."""
        field = () if self.acquisition_field is None else (self.acquisition_field,)
        return field if self.contact_cost == 0 else ("contacts", *field)

    def __call__(self, batch: CustomerBatch) -> FloatArray:
        """Return one sum per customer, in the source's currency.

        Raises
        ------
        ConfigError
            If the acquisition field is no numeric field of the source's customers.
        """
        past = batch.history
        value = self._sales(past)
        if self.order_cost:
            value = value - self.order_cost * self._orders(past)
        if self.contact_cost and past.contacts:
            days = past.contacts["contacted_day"]
            value = value - self.contact_cost * self._grown(days, past.as_of)
        if self.acquisition_field is not None:
            value = value - self._acquisition(past, self.acquisition_field)
        return value

    def _sales(self, past: CustomerBatch) -> FloatArray:
        rows = past.netted
        kept, margin = rows["amount"].values, self.margin
        if past.has("cost"):
            kept, margin = kept - rows["cost"].values, 1.0
        return margin * past.money(self._grown(rows["order_day"], past.as_of, kept))

    def _orders(self, past: CustomerBatch) -> FloatArray:
        if self.compound_history:
            return self._grown(_order_days(past.purchases), past.as_of)
        return past.purchases["order_no"].count_distinct().astype(np.float64)

    def _acquisition(self, past: CustomerBatch, field: str) -> FloatArray:
        cost = np.nan_to_num(numeric_field(past, field, setting="acquisition_field"))
        if not self.compound_history:
            return cost
        age = np.nan_to_num(past.as_of - past.first_day).astype(np.int64)
        return cost * npv.growth(age, self.discount_rate)

    def _grown(
        self, days: Ragged, as_of: int, amounts: Values | None = None
    ) -> FloatArray:
        """Add integers of rows with these days (or count them), with their growth."""
        # asked for in any case, since a sum refuses to overflow
        total = days.counts if amounts is None else days.like(amounts).sum()
        if not self.compound_history:
            return total.astype(np.float64)
        by_day = days.tally(amounts)
        factor = npv.growth(as_of - by_day.keys.values, self.discount_rate)
        return by_day.counts.total(by_day.counts.values * factor)


def _order_days(bought: CustomerBatch) -> Ragged:
    """The day of each order: its last, where its lines have several."""
    order, day = bought["order_no"], bought["order_day"]
    age = (bought.as_of - day.values).astype(np.int64)
    pairs = order.like(order.values.astype(np.int64) * MAX_DAYS + age).distinct()
    orders = pairs.like(pairs.values // MAX_DAYS)
    ages = pairs.values[orders.run_starts] % MAX_DAYS
    return orders.runs.like(bought.as_of - ages)
