"""How often, how much, when, what and where a customer buys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.features import periods
from patronage.features.regularity import clumpiness
from patronage.features.richness import rarefied_richness
from patronage.features.trend import annual_log_trend
from patronage.ragged import Ragged, ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

TIME = ("order_day",)
ORDERS = ("order_day", "order_id")
HABIT = 5
UNITS = ("order_day", "order_id", "quantity")


@dataclass(frozen=True, kw_only=True)
class BehaviouralFeatures:
    """Describe how often, how much, when, what and where a customer buys.

    `rarefy_lines` is the size of the basket at which category richness is compared.
    """

    rarefy_lines: int = 5

    columns: ClassVar[tuple[Column, ...]] = (
        Column("frequency", "days", "repeat purchase days", TIME),
        Column("n_orders", "orders", "orders in the window", ORDERS),
        Column(
            "orders_per_active_month", "orders/month", "orders per buying month", ORDERS
        ),
        Column("interpurchase_days_mean", "days", "mean gap between purchases", TIME),
        Column("interpurchase_days_median", "days", "median gap", TIME),
        Column("interpurchase_days_cv", "ratio", "unevenness of the gaps", TIME),
        Column("units_per_order", "units", "units in an order", UNITS),
        Column("units_per_month", "units/month", "units per month of tenure", UNITS),
        Column("units_cv", "ratio", "unevenness of monthly units", UNITS),
        Column("volume_trend", "log/year", "growth of monthly units", UNITS),
        Column("recency_days", "days", "days since the last purchase", TIME),
        Column("tenure_days", "days", "days since the first purchase", TIME),
        Column("recency_ratio", "ratio", "recency over the mean gap", TIME),
        Column("weekday_entropy", "nats", "spread over the days of the week", TIME),
        Column("weekend_share", "share", "purchase days on a weekend", TIME),
        Column("clumpiness", "index", "purchases in clumps (1) or even (0)", TIME),
        Column("hour_entropy", "nats", "spread over the day", (*ORDERS, "order_hour")),
        Column("n_categories", "categories", "categories bought", ("category",)),
        Column(
            "category_richness",
            "categories",
            "categories expected in a small basket of lines",
            ("category",),
        ),
        Column("category_hhi", "index", "concentration on categories", ("category",)),
        Column("category_entropy", "nats", "spread over categories", ("category",)),
        Column("n_stores", "stores", "stores visited", ("store", "order_id")),
        Column(
            "main_store_share",
            "share",
            "orders in the main store",
            ("store", "order_id"),
        ),
        Column("n_channels", "channels", "channels used", ("channel", "order_id")),
        Column(
            "main_channel_share",
            "share",
            "orders through the main channel",
            ("channel", "order_id"),
        ),
    )
    learned: ClassVar[dict[str, Learned]] = {}

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer for each column the batch allows.

        Units are net of returns; a return is no purchase in all else.
        """
        bought = batch.purchases
        return {
            **_frequency(bought),
            **_volume(batch.netted),
            **_timing(bought),
            **(_hours(bought) if batch.has("order_hour") else {}),
            **(self._mix(bought) if batch.has("category") else {}),
            **(_places(bought, "store") if batch.has("store") else {}),
            **(_places(bought, "channel") if batch.has("channel") else {}),
        }

    def _mix(self, batch: CustomerBatch) -> Values:
        categories = batch["category"]
        tally = categories.where(categories.values >= 0).tally()
        return {
            "n_categories": tally.keys.counts.astype(np.float64),
            "category_richness": rarefied_richness(tally, self.rarefy_lines),
            "category_hhi": tally.herfindahl(),
            "category_entropy": tally.entropy(),
        }


def _frequency(batch: CustomerBatch) -> Values:
    days = batch["order_day"].distinct()
    orders, gaps = batch["order_id"].count_distinct(), days.gaps()
    return {
        "frequency": periods.repeat_days(batch),
        "n_orders": orders.astype(np.float64),
        "orders_per_active_month": ratio(orders, periods.active_months(batch)),
        "interpurchase_days_mean": gaps.mean(),
        "interpurchase_days_median": gaps.median(),
        "interpurchase_days_cv": gaps.cv(),
    }


def _volume(batch: CustomerBatch) -> Values:
    units = batch.quantity(batch["quantity"].sum())
    monthly = periods.monthly(batch, "quantity")
    exposed = np.nan_to_num(periods.exposed_months(batch)).astype(np.int64)
    counted = np.arange(monthly.shape[1]) < exposed[:, None]
    per_month = Ragged(monthly[counted], np.concatenate(([0], np.cumsum(exposed))))
    return {
        "units_per_order": ratio(units, batch.purchases["order_id"].count_distinct()),
        "units_per_month": ratio(units, periods.charged_months(batch)),
        "units_cv": per_month.cv(),
        "volume_trend": annual_log_trend(monthly),
    }


def _timing(batch: CustomerBatch) -> Values:
    days = batch["order_day"].distinct()
    start = np.maximum(batch.first_day, batch.as_of - batch.window_days + 1)
    start = np.nan_to_num(start).astype(np.int64)
    numbered = Ragged(days.values - start[days.owner] + 1, days.offsets)
    weekdays = Ragged((days.values + 3) % 7, days.offsets)  # 0 is Monday
    recency = batch.as_of - batch.last_day
    return {
        "recency_days": recency,
        "tenure_days": batch.as_of - batch.first_day,
        "recency_ratio": ratio(recency, days.gaps().mean()),
        "weekday_entropy": _spread(weekdays),
        "weekend_share": Ragged(weekdays.values >= 5, days.offsets).share(),
        "clumpiness": clumpiness(numbered, batch.as_of - start + 1),
    }


def _hours(batch: CustomerBatch) -> Values:
    """Each order counts once in each hour that it touches."""
    return {"hour_entropy": _spread(_per_order(batch, "order_hour", n_levels=24))}


def _places(batch: CustomerBatch, column: str) -> Values:
    per_order = _per_order(
        batch, column, n_levels=max(1, len(batch.levels.get(column, ())))
    )
    tally = per_order.tally()
    return {
        f"n_{column}s": tally.keys.counts.astype(np.float64),
        f"main_{column}_share": tally.largest_share(),
    }


def _spread(rows: Ragged) -> FloatArray:
    """Entropy; NaN where it would tell how many purchases there were, not when."""
    return np.where(rows.counts >= HABIT, rows.tally().entropy(), np.nan)


def _per_order(batch: CustomerBatch, column: str, *, n_levels: int) -> Ragged:
    known = batch[column].values >= 0
    orders = batch["order_id"].where(known)
    level = batch[column].where(known).values.astype(np.int64)
    pairs = Ragged(orders.values.astype(np.int64) * n_levels + level, orders.offsets)
    distinct = pairs.distinct()
    return Ragged(distinct.values % n_levels, distinct.offsets)
