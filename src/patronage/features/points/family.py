"""Points that customers earned, redeemed and let expire, and those of their level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.errors import ConfigError
from patronage.features.months import YEAR
from patronage.features.points.earning import Earning
from patronage.features.points.events import points_of, told
from patronage.features.points.lots import Lots
from patronage.features.points.multiplier import exact
from patronage.features.points.tiers import Tiers
from patronage.ragged import Ragged, ratio
from patronage.rows import Rows
from patronage.schema import Column
from patronage.tally import Tally

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.features.points.lots import Settled
    from patronage.segments import FloatArray

    Values = dict[str, FloatArray]

ORDERS = ("order_day", "order_no", "amount")
EVENTS = (*ORDERS, "events")


@dataclass(frozen=True, kw_only=True)
class PointsFeatures:
    """Keep two ledgers of points, from the beginning of the history up to as_of.

    An order earns floor(amount / `unit`) x `rate`, times the multipliers of a line's
    category and of the customer's tier, rounded down; `tier_multipliers` has them by
    the level points from which on a tier holds, as they stood on the eve. Events of
    the kind `bonus` bring points, those of the kind `redemption` spend them, as many
    as their value says; one without a value is of something else. An order that was
    reversed by as_of has never earned, so that what it paid for is overdrawn.

    Points are redeemed the oldest first, and expire `months` after they were earned.
    Level points are those earned in the last twelve months, redeemed or not.
    """

    unit: float = 1
    rate: float = 1
    months: int = 24
    category_multipliers: Mapping[str, float] = field(default_factory=dict)
    tier_multipliers: Mapping[int, float] = field(default_factory=dict)
    bonus: str = "bonus"
    redemption: str = "redemption"

    learned: ClassVar[dict[str, Learned]] = {}

    def __post_init__(self) -> None:
        """Refuse numbers that points cannot be counted by."""
        exact(self.unit, "unit")
        exact(self.rate, "rate")
        for name in ("category_multipliers", "tier_multipliers"):
            for multiplier in getattr(self, name).values():
                exact(multiplier, name)
        if self.months < 1:
            raise ConfigError(
                f"features: 'months' of points should be 1 or more; got {self.months}."
            )
        if not all(edge > 0 for edge in self.tier_multipliers):
            raise ConfigError(
                "features: 'tier_multipliers' should name level points above 0; got "
                f"{list(self.tier_multipliers)}."
            )

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns; events are asked for only by what is redeemed."""
        more = ("category",) if self.category_multipliers else ()
        made, spent = (*ORDERS, *more), (*EVENTS, *more)
        return (
            _counted("points_earned", "points earned to date, bonuses with them", made),
            _counted("points_redeemed", "points redeemed to date", spent),
            _counted("points_overdrawn", "redeemed beyond the balance", spent),
            _counted("points_expired", "points expired to date", made),
            Column("points_balance", "points", "points to redeem", made, "score"),
            Column("level_points", "points", "earned in twelve months", made, "score"),
            Column("redemption_rate", "share", "redeemed of earned", spent, "score"),
            _counted("points_age_days", "mean age of the balance", made, unit="days"),
        )

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer; 0 points for those who never bought.

        Raises
        ------
        ConfigError
            If the unit is no whole number of the smallest coin, or the ledger has no
            category that a multiplier names.
        """
        days, points = self._earning(batch)
        lots = Lots(days, points, self.months)
        redeems = told(batch, self.redemption)
        asked = points_of(batch, self.redemption) if redeems else _none(len(batch))
        settled = lots.settle(asked, batch.as_of)
        level = Lots(days, points, YEAR).fresh(batch.as_of)
        return {
            **_kept(lots, settled, batch.as_of),
            "level_points": level.astype(np.float64),
            **(_spent(lots, settled, asked) if redeems else {}),
        }

    @property
    def _earning(self) -> Earning:
        return Earning(
            unit=self.unit,
            rate=self.rate,
            category_multipliers=self.category_multipliers,
            tiers=Tiers(self.tier_multipliers),
            bonus=self.bonus,
        )


def _counted(
    name: str, meaning: str, needs: tuple[str, ...], unit: str = "points"
) -> Column:
    return Column(name, unit, meaning, needs, "evidence")


def _none(n: int) -> Tally:
    """No redemption of any of n customers."""
    nothing = np.zeros(0, np.int64)
    return Tally(Ragged.over(nothing, Rows.of_counts(np.zeros(n, np.int64))), nothing)


def _kept(lots: Lots, settled: Settled, as_of: int) -> Values:
    earned, balance = lots.earned(), settled.balance
    return {
        "points_earned": earned.astype(np.float64),
        "points_expired": (earned - settled.redeemed - balance).astype(np.float64),
        "points_balance": balance.astype(np.float64),
        "points_age_days": settled.age(as_of),
    }


def _spent(lots: Lots, settled: Settled, asked: Tally) -> Values:
    return {
        "points_redeemed": settled.redeemed.astype(np.float64),
        "points_overdrawn": (asked.n - settled.redeemed).astype(np.float64),
        "redemption_rate": ratio(settled.redeemed, lots.earned()),
    }
