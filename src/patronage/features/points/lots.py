"""Lots of points: earned on a day, redeemed first in first out, or expired."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from patronage.features.months import later
from patronage.features.points.owner_days import by_owner
from patronage.ragged import ratio
from patronage.rows import before

if TYPE_CHECKING:
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray, IntArray
    from patronage.tally import Tally


@dataclass(frozen=True, eq=False)
class Lots:
    """Points earned on each of a customer's `days`, which ascend, once a day.

    A lot is gone on the same day of the month `months` later.
    """

    days: Ragged
    points: Ragged
    months: int

    def earned(self) -> IntArray:
        """All points ever earned."""
        return self.points.sum()

    def fresh(self, as_of: int) -> IntArray:
        """Points of lots that are not gone by a day, whatever was redeemed."""
        return self._fresh(as_of).sum()

    @cached_property
    def expiry(self) -> IntArray:
        """The day on which each lot is gone."""
        return later(self.days.values, self.months)

    def settle(self, asked: Tally, as_of: int) -> Settled:
        """Redeem the points asked for by day, each time no more than there are.

        Of one day, what expires goes first; then points are earned, then redeemed.
        Points used up, by redemption or expiry, are always the oldest: a customer's
        state is how many of all that he ever earned.
        """
        days = asked.keys
        earned = self._until(by_owner(self.days), by_owner(days), days.owner)
        expired = self._until(self._gone, by_owner(days), days.owner)
        used, redeemed = np.zeros((2, len(days.counts)), np.int64)
        for turn in range(int(days.counts.max(initial=0))):
            who = np.flatnonzero(days.counts > turn)
            rows = days.offsets[who] + turn
            start = np.maximum(used[who], expired[rows])
            used[who] = np.minimum(start + asked.counts.values[rows], earned[rows])
            redeemed[who] += used[who] - start
        return self._settled(used, redeemed, as_of)

    def _settled(self, used: IntArray, redeemed: IntArray, as_of: int) -> Settled:
        owner = self.points.owner
        upto = self._before[1:] - self._base[owner]
        left = np.clip(upto - used[owner], 0, self._fresh(as_of).values)
        return Settled(self.days, self.points.like(left), redeemed)

    def _fresh(self, as_of: int) -> Ragged:
        return self.points.like(np.where(self.expiry > as_of, self.points.values, 0))

    def _until(self, keys: IntArray, asked: IntArray, owner: IntArray) -> IntArray:
        """Points of a customer's lots whose keys do not lie after those asked for."""
        found: IntArray = self._before[np.searchsorted(keys, asked, side="right")]
        return found - self._base[owner]

    @cached_property
    def _gone(self) -> IntArray:
        return by_owner(self.days, self.expiry)

    @cached_property
    def _before(self) -> IntArray:
        """Points of all lots before each, of whomever."""
        return before(self.points.values)

    @cached_property
    def _base(self) -> IntArray:
        return self._before[self.points.offsets[:-1]]


@dataclass(frozen=True, eq=False)
class Settled:
    """What is `left` of each lot, and the points redeemed by each customer."""

    days: Ragged
    left: Ragged
    redeemed: IntArray

    @property
    def balance(self) -> IntArray:
        """Points that may still be redeemed."""
        return self.left.sum()

    def age(self, as_of: int) -> FloatArray:
        """Mean age of these points in days; NaN where there are none."""
        ages = self.left.values * (as_of - self.days.values)
        return ratio(self.left.like(ages).sum(), self.balance)
