"""Units of money for which an order earns points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.features.points.multiplier import Multipliers, exact

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.ragged import Ragged, Values
    from patronage.segments import IntArray

ORDER_BITS, PLACE_BITS = 31, 8
MOST_MULTIPLIERS = 1 << PLACE_BITS
PLAIN = Fraction(1)


@dataclass(frozen=True, eq=False)
class Parts:
    """Parts of orders, the oldest day first: lines that have one multiplier.

    `units` are the whole units of money in each, and `place` says which of
    `multipliers` it has.
    """

    days: Ragged
    units: IntArray
    place: IntArray
    multipliers: Multipliers

    def points(self, rate: Fraction) -> Ragged:
        """Points of each of `days.distinct()`, if a unit earns `rate` of them."""
        earned = self.multipliers.of(self.units, self.place, rate)
        return self.days.per_run(earned)


def parts(
    rows: CustomerBatch, unit: int, by_category: Mapping[str, float] | None = None
) -> Parts:
    """Divide each order, as its rows are on one day, by multiplier of their category.

    `unit` is in stored integers of money. What is returned from an order takes its
    money away; an order of returns alone, of what nobody knows, earns nothing.
    """
    key = rows["order_day"].apply(_key, rows["order_no"])
    multipliers = [PLAIN]
    if by_category:
        multipliers = _distinct(by_category)
        places = _places(rows, by_category, multipliers)
        key = key.apply(np.add, rows["category"].like(places))
    found = key.distinct()
    money = np.maximum(key.sums_of(rows["amount"]).values, 0)
    return Parts(
        days=found.apply(_day),
        units=money // unit,
        place=found.values % MOST_MULTIPLIERS,
        multipliers=Multipliers(multipliers),
    )


def _key(day: Values, order: Values) -> IntArray:
    key: IntArray = day.astype(np.int64)
    key <<= ORDER_BITS
    key += order
    key <<= PLACE_BITS
    return key


def _day(key: IntArray) -> IntArray:
    return key >> (ORDER_BITS + PLACE_BITS)


def _distinct(by_category: Mapping[str, float]) -> list[Fraction]:
    setting = "category_multipliers"
    others = {exact(value, setting) for value in by_category.values()} - {PLAIN}
    if len(others) >= MOST_MULTIPLIERS:
        raise ConfigError(
            f"features: '{setting}' should have at most {MOST_MULTIPLIERS} different "
            f"numbers; got {len(others)}."
        )
    return [PLAIN, *sorted(others)]


def _places(
    rows: CustomerBatch, by_category: Mapping[str, float], distinct: list[Fraction]
) -> IntArray:
    """Which multiplier each row has; a category that is not named has the first."""
    codes = {rows.code("category", name): name for name in by_category}
    if min(codes) < 0:
        raise ConfigError(
            "features: 'category_multipliers' should name categories of the ledger "
            f"({', '.join(rows.levels.get('category', ())[:5])}); got "
            f"'{codes[min(codes)]}'."
        )
    place = np.zeros(len(rows.levels["category"]) + 1, np.int64)  # the last for none
    for code, name in codes.items():
        multiplier = exact(by_category[name], "category_multipliers")
        place[code] = distinct.index(multiplier)
    found: IntArray = place[rows["category"].values]
    return found
