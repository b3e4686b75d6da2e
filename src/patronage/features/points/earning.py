"""Points earned by orders and bonuses, by customer and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.features.points.events import points_of, told
from patronage.features.points.multiplier import exact
from patronage.features.points.orders import parts
from patronage.features.points.owner_days import by_owner, of_owners
from patronage.features.points.tiers import Tiers

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.ragged import Ragged
    from patronage.segments import IntArray


@dataclass(frozen=True, kw_only=True)
class Earning:
    """floor(amount / unit) x rate x multipliers, and bonuses.

    `unit` is in money; an event of the kind `bonus` brings the points of its value.
    """

    unit: float
    rate: float
    category_multipliers: Mapping[str, float]
    tiers: Tiers
    bonus: str

    def __call__(self, batch: CustomerBatch) -> tuple[Ragged, Ragged]:
        """Return the days on which each customer earned, ascending, and the points."""
        rows = batch.history.netted
        bought = parts(rows, self._unit(batch), self.category_multipliers)
        rate = exact(self.rate, "rate")
        rates = [rate * multiplier for multiplier in self.tiers.rates]
        by_tier = np.array([bought.points(each).values for each in rates])
        days = bought.days.distinct()
        if told(batch, self.bonus):
            days, by_tier = _with_bonus(days, by_tier, *self._bonus(batch))
        return days, days.like(self.tiers.earned(days, by_tier))

    def _bonus(self, batch: CustomerBatch) -> tuple[Ragged, IntArray]:
        bonus = points_of(batch, self.bonus)
        return bonus.keys, bonus.counts.values

    def _unit(self, batch: CustomerBatch) -> int:
        """The unit in stored integers.

        Raises
        ------
        ConfigError
            If it is no whole number of them.
        """
        stored = exact(self.unit, "unit") * batch.units.money
        if stored.denominator != 1 or stored < 1:
            least = Fraction(1, batch.units.money)
            raise ConfigError(
                "features: 'unit' of points should be a multiple of the smallest coin, "
                f"{float(least)}; got {self.unit}."
            )
        return int(stored)


def _with_bonus(
    days: Ragged, by_tier: IntArray, bonus_days: Ragged, points: IntArray
) -> tuple[Ragged, IntArray]:
    """Join the days of orders and of bonuses; a bonus is the same in every tier."""
    keys = by_owner(days), by_owner(bonus_days)
    both = np.union1d(*keys)
    joined = np.zeros((len(by_tier), len(both)), np.int64)
    joined[:, np.searchsorted(both, keys[0])] = by_tier
    joined[:, np.searchsorted(both, keys[1])] += points
    return of_owners(both, len(days.counts)), joined
