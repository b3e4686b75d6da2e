"""How often, how much, when, what and where a customer buys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from patronage.arithmetic import ratio
from patronage.errors import ConfigError
from patronage.features import periods
from patronage.features.habits import habits
from patronage.features.origin import first_level
from patronage.features.places import per_order
from patronage.features.regularity import clumpiness
from patronage.features.trend import annual_log_trend
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

TIME = ("order_day",)
ORDERS = ("order_day", "order_no")
HOUR = ("order_no", "order_hour")
UNITS = ("order_day", "order_no", "quantity")
MIX = ("category",)
STORE = ("store", "order_no")
CHANNEL = ("channel", "order_no")
MOST_LINES = 50  # of a basket at which richness is compared
YEAR = 360  # days: all but a year shows every season


@dataclass(frozen=True, kw_only=True)
class BehaviouralFeatures:
    """Describe how often, how much, when, what and where a customer buys.

    `rarefy_lines` is the size of the basket at which category richness is compared;
    `own_channels` are the levels of `channel` that belong to us.
    """

    rarefy_lines: int = 5
    own_channels: Sequence[str] = ()

    columns: ClassVar[tuple[Column, ...]] = (
        Column("frequency", "days", "repeat purchase days", TIME),
        Column("n_orders", "orders", "orders in the window", ORDERS),
        Column(
            "orders_per_active_month", "orders/month", "orders per buying month", ORDERS
        ),
        Column("interpurchase_days_mean", "days", "mean gap between purchases", TIME),
        Column("interpurchase_days_median", "days", "median gap", TIME),
        Column("interpurchase_days_cv", "ratio", "unevenness of the gaps", TIME),
        Column("interpurchase_days_max", "days", "longest gap", TIME),
        Column("units_per_order", "units", "units in an order", UNITS),
        Column("lines_per_order", "lines", "lines in an order", ORDERS),
        Column("units_per_month", "units/month", "units per month of tenure", UNITS),
        Column("units_cv", "ratio", "unevenness of monthly units", UNITS),
        Column("volume_trend", "log/year", "growth of monthly units", UNITS),
        Column("recency_days", "days", "days since the last purchase", TIME),
        Column("tenure_days", "days", "days since the first purchase", TIME),
        Column("recency_ratio", "ratio", "recency over the mean gap", TIME),
        Column("weekday_entropy", "nats", "spread over the days of the week", TIME),
        Column("weekend_share", "share", "purchase days on a weekend", TIME),
        Column("season_entropy", "nats", "spread over the quarters of a year", TIME),
        Column("clumpiness", "index", "purchases in clumps (1) or even (0)", TIME),
        Column("hour_entropy", "nats", "spread over the day", HOUR),
        Column("morning_share", "share", "orders from 5 to 12", HOUR),
        Column("evening_share", "share", "orders from 17 to 23", HOUR),
        Column("n_categories", "categories", "categories bought", MIX),
        Column(
            "category_richness",
            "categories",
            "categories expected in a small basket of lines",
            MIX,
        ),
        Column("category_hhi", "index", "concentration on categories", MIX),
        Column("category_simpson", "index", "chance that two lines are alike", MIX),
        Column("category_entropy", "nats", "spread over categories", MIX),
        Column("main_category_share", "share", "lines of the main category", MIX),
        Column("n_stores", "stores", "stores visited", STORE),
        Column("main_store_share", "share", "orders in the main store", STORE),
        Column("n_channels", "channels", "channels used", CHANNEL),
        Column(
            "main_channel_share", "share", "orders through the main channel", CHANNEL
        ),
        Column(
            "own_channel_share",
            "share",
            "orders through our channels",
            (*CHANNEL, "own_channels"),
        ),
        Column("first_channel", "channel", "channel of the first purchase", CHANNEL),
    )
    learned: ClassVar[dict[str, Learned]] = {}

    def __post_init__(self) -> None:
        """Refuse a basket of no lines, or of more than a basket has."""
        if not 1 <= self.rarefy_lines <= MOST_LINES:
            raise ConfigError(
                f"features: 'rarefy_lines' should be 1 to {MOST_LINES}; got "
                f"{self.rarefy_lines}."
            )

    def __call__(self, batch: CustomerBatch) -> dict[str, Any]:
        """Return one value per customer for each column the batch allows.

        Units are net of returns; a return is no purchase in all else.
        """
        bought = batch.purchases
        return {
            **bought.of_rows(habits, self.rarefy_lines, batch.window_days >= YEAR),
            **_frequency(bought),
            **_volume(batch.netted, bought),
            **_timing(bought),
            **(self._channels(bought) if batch.has("channel") else {}),
        }

    def _channels(self, batch: CustomerBatch) -> dict[str, Any]:
        return {
            **(self._own(batch) if self.own_channels else {}),
            "first_channel": first_level(batch.history.purchases, "channel"),
        }

    def _own(self, batch: CustomerBatch) -> Values:
        codes = [batch.code("channel", name) for name in self.own_channels]
        if min(codes) < 0:
            levels = ", ".join(batch.levels["channel"][:5])
            raise ConfigError(
                f"own_channels should be among the ledger's channels ({levels}); got "
                f"{list(self.own_channels)}."
            )
        channels = per_order(batch, "channel")
        own = channels.like(np.isin(channels.values, codes))
        return {"own_channel_share": own.share()}


def _frequency(batch: CustomerBatch) -> Values:
    orders = batch["order_no"].count_distinct()
    return {
        "frequency": periods.repeat_days(batch),
        "orders_per_active_month": ratio(orders, periods.active_months(batch)),
    }


def _volume(batch: CustomerBatch, bought: CustomerBatch) -> Values:
    units = batch.quantity(batch["quantity"].sum())
    monthly = periods.monthly(batch, "quantity")
    return {
        "units_per_order": ratio(units, bought["order_no"].count_distinct()),
        "units_per_month": ratio(units, periods.charged_months(batch)),
        "units_cv": periods.unevenness(monthly, periods.exposed_months(batch)),
        "volume_trend": annual_log_trend(monthly),
    }


def _timing(batch: CustomerBatch) -> Values:
    days = batch.days
    start = np.maximum(batch.first_day, batch.as_of - batch.window_days + 1)
    start = np.nan_to_num(start).astype(np.int64)
    numbered = days.like(days.values - start[days.owner] + 1)
    recency = batch.as_of - batch.last_day
    return {
        "recency_days": recency,
        "tenure_days": batch.as_of - batch.first_day,
        "recency_ratio": ratio(
            recency, ratio(days.last() - days.first(), days.counts - 1)
        ),
        "clumpiness": clumpiness(numbered, batch.as_of - start + 1),
    }
