"""Points earned where the level of a customer multiplies them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from patronage.features.months import YEAR, later
from patronage.features.points.multiplier import exact
from patronage.features.points.owner_days import by_owner

if TYPE_CHECKING:
    from patronage.ragged import Ragged
    from patronage.segments import IntArray


@dataclass(frozen=True)
class Tiers:
    """Multipliers by points of the level, from which on each holds; 1 below the first.

    What counts is the level on the eve: points of the twelve months up to the day
    before.
    """

    multipliers: Mapping[int, float]

    @property
    def rates(self) -> list[Fraction]:
        """What points are multiplied by, the lowest tier first."""
        named = [
            exact(self.multipliers[edge], "tier_multipliers") for edge in self.edges
        ]
        return [Fraction(1), *named]

    @property
    def edges(self) -> list[int]:
        """Points from which on a customer is in the next tier."""
        return sorted(self.multipliers)

    def earned(self, days: Ragged, by_tier: IntArray) -> IntArray:
        """Points of each day, of those that it would bring in each tier.

        `by_tier` has a row per tier and a column per row of `days`, the distinct days
        on which points were earned.
        """
        if not self.multipliers:
            return by_tier[0]
        gone = by_owner(days, later(days.values, YEAR))
        first = np.searchsorted(gone, by_owner(days), side="right")
        place = np.arange(len(days.values)) + days.owner  # a 0 before each customer's
        upto = np.zeros(len(place) + len(days.counts), np.int64)
        found = np.zeros(len(place), np.int64)
        for turn in range(int(days.counts.max(initial=0))):
            rows = days.offsets[:-1][days.counts > turn] + turn
            before = upto[place[rows]]
            level = before - upto[first[rows] + days.owner[rows]]
            tier = np.searchsorted(self.edges, level, side="right")
            found[rows] = by_tier[tier, rows]
            upto[place[rows] + 1] = before + found[rows]
        return found
