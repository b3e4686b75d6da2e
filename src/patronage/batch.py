"""Whole customers, as a feature family sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patronage.ragged import Ragged, Values
from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Units:
    """How many stored integers make one unit of money, and of quantity."""

    money: int = 1
    quantity: int = 1


@dataclass(frozen=True, kw_only=True)
class CustomerBatch:
    """Customers in ascending order of id, each with all rows of each table.

    `ledger`, `contacts`, `events` and `feedback` hold a `Ragged` per column, with days
    as whole days since 1970-01-01, money and quantity as integers, and text as the
    codes of `levels` (-1 for none). `attributes` has one value per customer. A customer
    may have no rows: `registered` marks those known from a table of customers.

    `at` sets `as_of` and leaves the rows of the `window_days` up to it; `first_day`
    and `last_day` still tell of the whole history up to `as_of` (NaN without any), and
    `history` are the same customers with all of it. `observed_days` is how long, up to
    `as_of`, the ledger has been kept.
    """

    customer_id: NDArray[np.object_]
    ledger: Mapping[str, Ragged]
    contacts: Mapping[str, Ragged] = field(default_factory=dict)
    events: Mapping[str, Ragged] = field(default_factory=dict)
    feedback: Mapping[str, Ragged] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Units = Units()
    registered: NDArray[np.bool_] | None = None
    as_of: int = 0
    window_days: int = 0
    observed_days: int = 0
    past: CustomerBatch | None = None
    first_day: FloatArray = field(default_factory=lambda: np.empty(0))
    last_day: FloatArray = field(default_factory=lambda: np.empty(0))

    def __len__(self) -> int:
        return len(self.customer_id)

    def __getitem__(self, column: str) -> Ragged:
        return self.ledger[column]

    def has(self, *columns: str) -> bool:
        """Say whether the source offers these ledger columns, or other tables."""
        tables = {
            "contacts": self.contacts,
            "events": self.events,
            "feedback": self.feedback,
        }
        return all(bool(tables.get(name, name in self.ledger)) for name in columns)

    @property
    def history(self) -> CustomerBatch:
        """The same customers with all their rows up to `as_of`."""
        return self if self.past is None else self.past

    @property
    def purchases(self) -> CustomerBatch:
        """The same customers without returns, or what these undid by `as_of`."""
        netted = self.netted
        if not netted.has("is_return"):
            return netted
        return netted._where(netted["is_return"].values == 0)

    @property
    def netted(self) -> CustomerBatch:
        """The same customers without the pairs of purchase and return known by `as_of`.

        A return so counts against the day of its purchase; those without one stay.
        """
        if not self.has("returned_day"):
            return self
        returned = self["returned_day"].values
        return self._where((returned == 0) | (returned > self.as_of))

    def code(self, column: str, level: str | None) -> int:
        """Return the code of a level of a text column, -2 where it has none."""
        levels = self.levels.get(column, ())
        return levels.index(level) if level in levels else -2

    def money(self, amounts: Values) -> NDArray[np.float64]:
        """Turn stored integers into the source's currency."""
        return np.asarray(amounts, np.float64) / self.units.money

    def quantity(self, quantities: Values) -> NDArray[np.float64]:
        """Turn stored integers into units of goods."""
        return np.asarray(quantities, np.float64) / self.units.quantity

    def between(self, after: int, until: int) -> CustomerBatch:
        """Leave the rows of the days after `after`, as they stood on `until`."""
        return replace(
            self,
            as_of=until,
            ledger=_between(self.ledger, "order_day", after, until),
            contacts=_between(self.contacts, "contacted_day", after, until),
            events=_between(self.events, "at_day", after, until),
            feedback=_between(self.feedback, "answered_day", after, until),
        )

    def at(
        self, as_of: int, window_days: int, observed_days: int | None = None
    ) -> CustomerBatch:
        """Return the customers known by `as_of`, as they stood on that day.

        `observed_days` is as long as the window where it is not told.
        """
        observed = window_days if observed_days is None else observed_days
        past = replace(self.until(as_of), observed_days=observed)
        window = past.between(as_of - window_days, as_of)
        return replace(
            window,
            window_days=window_days,
            past=past,
            first_day=past.purchases["order_day"].first(),
            last_day=past.purchases["order_day"].last(),
        )

    def until(self, as_of: int) -> CustomerBatch:
        """Leave what could be known on `as_of`: rows, and customers."""
        past = self.between(np.iinfo(np.int64).min, as_of)
        known = past.purchases["order_day"].counts > 0
        return past.only(known if self.registered is None else known | self.registered)

    def only(self, keep: NDArray[np.bool_]) -> CustomerBatch:
        """Leave the customers marked in `keep`."""
        return replace(
            self,
            customer_id=self.customer_id[keep],
            ledger={name: rows.only(keep) for name, rows in self.ledger.items()},
            contacts={name: rows.only(keep) for name, rows in self.contacts.items()},
            events={name: rows.only(keep) for name, rows in self.events.items()},
            feedback={name: rows.only(keep) for name, rows in self.feedback.items()},
            attributes={name: values[keep] for name, values in self.attributes.items()},
            registered=None if self.registered is None else self.registered[keep],
        )

    def _where(self, keep: NDArray[np.bool_]) -> CustomerBatch:
        rows = {name: column.where(keep) for name, column in self.ledger.items()}
        return replace(self, ledger=rows)


def _between(
    table: Mapping[str, Ragged], day: str, after: int, until: int
) -> dict[str, Ragged]:
    if not table:
        return {}
    days = table[day].values
    keep = (days > after) & (days <= until)
    return {name: column.where(keep) for name, column in table.items()}
