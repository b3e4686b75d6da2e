"""Whole customers, as a feature family sees them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patronage import selection
from patronage.ragged import Ragged, Values
from patronage.records import standing
from patronage.segments import FloatArray, IntArray
from patronage.windows import Windows

MONTH_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Units:
    """How many stored integers make one unit of money, and of quantity."""

    money: int = 1
    quantity: int = 1


@dataclass(frozen=True, kw_only=True, eq=False)
class CustomerBatch:
    """Customers in ascending order of id, each with all rows of each table.

    `ledger`, `contacts`, `events` and `feedback` hold a `Ragged` per column, with days
    as whole days since 1970-01-01, money and quantity as integers, and text as the
    codes of `levels` (-1 for none); `level_days` tells by code when a level first stood
    in the ledger, be it after `as_of`. `attributes` has one value per customer; or,
    where `since` tells the day on which each of a customer's records begins to stand,
    one per record, of which `until` leaves the one that stood. A customer
    may have no rows: `registered` marks those known from a table of customers. A source
    without transactions has an empty `ledger`. `position` tells, of customers chosen
    from a larger batch, where they stand in it.

    `at` sets `as_of` and leaves the rows of the `window_days` up to it; `first_day`
    and `last_day` still tell of the whole history up to `as_of` (NaN without any), and
    `history` are the same customers with all of it. `observed_days` is how long, up to
    `as_of`, the ledger has been kept.

    >>> batch = CustomerBatch(
    ...     customer_id=np.array(["ann", "bob"], dtype=object),
    ...     ledger={"order_day": Ragged(np.array([1, 9, 4]), np.array([0, 2, 3]))},
    ... )
    >>> batch["order_day"].counts
    array([2, 1])
    """

    customer_id: NDArray[np.object_]
    ledger: Mapping[str, Ragged]
    contacts: Mapping[str, Ragged] = field(default_factory=dict)
    events: Mapping[str, Ragged] = field(default_factory=dict)
    feedback: Mapping[str, Ragged] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    since: Ragged | None = None
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level_days: Mapping[str, IntArray] = field(default_factory=dict)
    units: Units = Units()
    registered: NDArray[np.bool_] | None = None
    position: IntArray | None = None
    as_of: int = 0
    window_days: int = 0
    observed_days: int = 0
    past: CustomerBatch | None = None
    first_day: FloatArray = field(default_factory=lambda: np.empty(0))
    last_day: FloatArray = field(default_factory=lambda: np.empty(0))
    sums: dict[str, Ragged] = field(default_factory=dict, init=False)

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
        return netted if netted._bought is None else netted._bought

    @property
    def netted(self) -> CustomerBatch:
        """The same customers without the pairs of purchase and return known by `as_of`.

        A return so counts against the day of its purchase; those without one stay.
        """
        return self if self._netted is None else self._netted

    @property
    def days(self) -> Ragged:
        """The distinct days of the rows, ascending."""
        return self["order_day"].distinct()

    @cached_property
    def months(self) -> Ragged:
        """The month of each of `days`: 30 days each, counted back from `as_of`."""
        return self.days.like((self.as_of - self.days.values) // MONTH_DAYS)

    def daily(self, column: str) -> Ragged:
        """Sums of a ledger column on each of `days`."""
        if column not in self.sums:
            self.sums[column] = self["order_day"].sums_of(self[column])
        return self.sums[column]

    def of_rows(
        self, function: Callable[..., dict[str, Values]], *given: Hashable
    ) -> dict[str, Values]:
        """What a function finds in the rows of the ledger alone, whatever the day.

        It is given a batch that has nothing else, and `given`. Where several days are
        described, it is asked again only of customers whose rows have changed.
        """
        if not (isinstance(self.ledger, Windows) and self.ledger.whole.has_several):
            return function(self._rows_of(np.ones(len(self), bool)), *given)
        found = self.ledger.whole.remembered((function, *given))
        bounds = self.ledger.bounds
        stale = found.is_stale(bounds)
        found.keep(bounds.only(stale), function(self._rows_of(stale), *given))
        return found.of(bounds)

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
            ledger=selection.between(self.ledger, "order_day", after, until),
            contacts=selection.between(self.contacts, "contacted_day", after, until),
            events=selection.between(self.events, "at_day", after, until),
            feedback=selection.between(self.feedback, "answered_day", after, until),
        )

    def at(
        self, as_of: int, window_days: int, observed_days: int | None = None
    ) -> CustomerBatch:
        """Return the customers known by `as_of`, as they stood on that day.

        `observed_days` is as long as the window where it is not told.
        """
        observed = window_days if observed_days is None else observed_days
        past = replace(self.until(as_of), observed_days=observed)
        if self.ledger:
            days = past.purchases["order_day"]
            past = replace(past, first_day=days.first(), last_day=days.last())
        window = past.between(as_of - window_days, as_of)
        return replace(window, window_days=window_days, past=past)

    def until(self, as_of: int) -> CustomerBatch:
        """Leave what could be known on `as_of`: rows, and customers."""
        past = self._recorded(as_of).between(np.iinfo(np.int64).min, as_of)
        registered = past.registered
        if not self.ledger:
            return past if registered is None else past.only(registered)
        known = past.purchases["order_day"].counts > 0
        return past.only(known if registered is None else known | registered)

    def only(self, keep: NDArray[np.bool_]) -> CustomerBatch:
        """Leave the customers marked in `keep`."""
        if keep.all():
            return self
        chosen = keep if self.since is None else np.repeat(keep, self.since.counts)
        return replace(
            self,
            customer_id=self.customer_id[keep],
            ledger=selection.only(self.ledger, keep),
            contacts=selection.only(self.contacts, keep),
            events=selection.only(self.events, keep),
            feedback=selection.only(self.feedback, keep),
            attributes={n: values[chosen] for n, values in self.attributes.items()},
            since=None if self.since is None else self.since.only(keep),
            registered=None if self.registered is None else self.registered[keep],
            position=None if self.position is None else self.position[keep],
        )

    def _rows_of(self, keep: NDArray[np.bool_]) -> CustomerBatch:
        return CustomerBatch(
            customer_id=self.customer_id[keep],
            ledger=selection.only(self.ledger, keep),
            levels=self.levels,
            level_days=self.level_days,
            units=self.units,
        )

    def _recorded(self, as_of: int) -> CustomerBatch:
        """Leave of each customer's records the one that stood on `as_of`, if any did.

        Who had none yet was not registered.
        """
        if self.since is None:
            return self
        attributes, known = standing(self.since, self.attributes, as_of)
        return replace(self, attributes=attributes, since=None, registered=known)

    @cached_property
    def _bought(self) -> CustomerBatch | None:
        if not self.has("is_return"):
            return None
        mark = self["is_return"].apply(np.equal, 0)
        return self._left(selection.marked(self.ledger, mark))

    @cached_property
    def _netted(self) -> CustomerBatch | None:
        if not self.has("returned_day"):
            return None
        returned = self["returned_day"].values
        keep = (returned == 0) | (returned > self.as_of)
        return self._left(selection.where(self.ledger, keep))

    def _left(self, kept: Mapping[str, Ragged]) -> CustomerBatch | None:
        """Leave some rows; None for all, as a batch that kept itself were not freed."""
        if kept is self.ledger:
            return None
        return replace(self, ledger=kept)
