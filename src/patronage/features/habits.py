"""What the purchases of a window show, whenever it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.arithmetic import ratio
from patronage.features.places import HOURS, known, per_order
from patronage.features.richness import rarefied_richness
from patronage.tally import entropy

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray, IntArray

Values = dict[str, "FloatArray"]

HABIT = 5  # purchases
MONDAY = 3  # 1970-01-01 was a Thursday
MORNING = slice(5, 12)
EVENING = slice(17, 23)


def habits(batch: CustomerBatch, rarefy_lines: int, shows_seasons: bool) -> Values:
    """Return columns that depend on the rows alone, and on no day beside them."""
    return {
        **_orders(batch),
        **_days(batch, shows_seasons),
        **(_hours(batch) if batch.has("order_hour") else {}),
        **(_mix(batch, rarefy_lines) if batch.has("category") else {}),
        **(_places(batch, "store") if batch.has("store") else {}),
        **(_places(batch, "channel") if batch.has("channel") else {}),
    }


def _orders(batch: CustomerBatch) -> Values:
    gaps, orders = batch.days.gaps(), batch["order_no"].count_distinct()
    return {
        "n_orders": orders.astype(np.float64),
        "lines_per_order": ratio(batch["order_no"].counts, orders),
        "interpurchase_days_mean": gaps.mean(),
        "interpurchase_days_median": gaps.median(),
        "interpurchase_days_cv": gaps.cv(),
        "interpurchase_days_max": gaps.max(),
    }


def _days(batch: CustomerBatch, shows_seasons: bool) -> Values:
    days = batch.days
    seasons = _spread(days.like(_quarter(days.values)).histogram(4))
    weekdays = days.like((days.values + MONDAY) % 7).histogram(7)
    return {
        "weekday_entropy": _spread(weekdays),
        "weekend_share": ratio(weekdays[5:].sum(0), days.counts),
        "season_entropy": np.where(shows_seasons, seasons, np.nan),
    }


def _hours(batch: CustomerBatch) -> Values:
    """Each order counts once in each hour that it touches."""
    hours = per_order(batch, "order_hour").histogram(HOURS)
    orders = hours.sum(0)
    return {
        "hour_entropy": _spread(hours),
        "morning_share": ratio(hours[MORNING].sum(0), orders),
        "evening_share": ratio(hours[EVENING].sum(0), orders),
    }


def _mix(batch: CustomerBatch, rarefy_lines: int) -> Values:
    tally = known(batch["category"]).tally()
    return {
        "n_categories": tally.counts.counts.astype(np.float64),
        "category_richness": rarefied_richness(tally, rarefy_lines),
        "category_hhi": tally.herfindahl(),
        "category_simpson": tally.simpson(),
        "category_entropy": tally.entropy(),
        "main_category_share": tally.largest_share(),
    }


def _places(batch: CustomerBatch, column: str) -> Values:
    tally = per_order(batch, column).tally()
    return {
        f"n_{column}s": tally.counts.counts.astype(np.float64),
        f"main_{column}_share": tally.largest_share(),
    }


def _spread(histogram: IntArray) -> FloatArray:
    """Entropy; NaN where it would tell how many purchases there were, not when."""
    return np.where(histogram.sum(0) >= HABIT, entropy(histogram), np.nan)


def _quarter(days: IntArray) -> IntArray:
    """Quarter of the year, 0 to 3, of days since 1970-01-01."""
    if not len(days):
        return days
    least, most = int(days.min()), int(days.max())
    months = np.arange(least, most + 1).astype("M8[D]").astype("M8[M]").astype(int)
    return (months % 12 // 3)[days - least]
