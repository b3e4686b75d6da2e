"""The behavioural columns, from their definitions."""

import numpy as np
import pandas as pd
from scipy.special import comb, xlogy

from tests.features.oracle import OWNER, World, entropy, over, theil_sen

HABIT = 5
YEAR = 360

Columns = dict[str, pd.Series]


def behavioural(world: World) -> Columns:
    columns = frequency(world) | volume(world) | timing(world) | weekdays(world)
    if world.has("order_hour"):
        columns |= hours(world)
    if world.has("category"):
        columns |= mix(world)
    for place in ("store", "channel"):
        if world.has(place):
            columns |= places(world, place)
    if world.has("channel"):
        columns |= channels(world)
    return columns


def frequency(world: World) -> Columns:
    gaps = world.days.groupby(OWNER)["gap"]
    lines = world.counted(world.bought.groupby(OWNER).size())
    return {
        "frequency": world.repeat_days,
        "n_orders": world.n_orders,
        "orders_per_active_month": over(world.n_orders, world.active_months),
        "lines_per_order": over(lines, world.n_orders),
        "interpurchase_days_mean": world.known(gaps.mean()),
        "interpurchase_days_median": world.known(gaps.median()),
        "interpurchase_days_cv": world.known(over(gaps.std(), gaps.mean())),
        "interpurchase_days_max": world.known(gaps.max()),
    }


def volume(world: World) -> Columns:
    monthly = world.monthly("quantity")
    units = world.counted(monthly.groupby(OWNER).sum()) / world.quantity
    table = monthly.unstack().reindex(
        index=world.customers, columns=range(-(-world.window_days // 30)), fill_value=0
    )
    exposed = table.columns.to_numpy() < world.exposed_months.to_numpy()[:, None]
    table = table.fillna(0).where(exposed)
    mean = table.mean(axis=1)
    return {
        "units_per_order": over(units, world.n_orders),
        "units_per_month": over(units, world.exposure_months.clip(lower=1)),
        "units_cv": table.std(axis=1) / mean.where(mean > 0),
        "volume_trend": world.known(theil_sen(monthly)),
    }


def timing(world: World) -> Columns:
    recency = world.as_of - world.last_day
    mean_gap = world.known(world.days.groupby(OWNER)["gap"].mean())
    return {
        "recency_days": recency,
        "tenure_days": world.as_of - world.first_day,
        "recency_ratio": over(recency, mean_gap),
        "clumpiness": clumpiness(world),
    }


def clumpiness(world: World) -> pd.Series:
    """1 + sum of x ln x over ln(n + 1), x being the parts into which purchases cut.

    The ends are the day before the first possible one and the day after as_of (Zhang,
    Bradlow & Small 2015).
    """
    before = world.first_day.clip(lower=world.as_of - world.window_days + 1) - 1
    length = world.as_of + 1 - before
    days = world.days.groupby(OWNER)["order_day"]
    head = world.known(days.min()) - before
    tail = world.as_of + 1 - world.known(days.max())
    gap = world.days["gap"] / length.reindex(world.days[OWNER]).to_numpy()
    inner = world.counted(xlogy(gap, gap).groupby(world.days[OWNER]).sum())
    ends = xlogy(head / length, head / length) + xlogy(tail / length, tail / length)
    index = 1 + (inner + ends) / np.log(world.n_days + 1)
    return index.clip(0, 1).where(world.n_days >= 2)


def weekdays(world: World) -> Columns:
    dates = pd.to_datetime(world.days["order_day"], unit="D")
    days = world.days.assign(weekday=dates.dt.day_of_week, quarter=dates.dt.quarter)
    weekend = (days["weekday"] >= 5).groupby(days[OWNER]).mean()
    season = entropy(days, "quarter", at_least=HABIT)
    if world.window_days < YEAR:
        season *= np.nan
    return {
        "weekday_entropy": world.known(entropy(days, "weekday", at_least=HABIT)),
        "weekend_share": world.known(weekend),
        "season_entropy": world.known(season),
    }


def hours(world: World) -> Columns:
    """An order counts once in each hour that it touches."""
    rows = world.bought[[OWNER, "order_id", "order_hour"]]
    touched = rows[rows["order_hour"] >= 0].drop_duplicates()
    hour, owner = touched["order_hour"], touched[OWNER]
    return {
        "hour_entropy": world.known(entropy(touched, "order_hour", at_least=HABIT)),
        "morning_share": world.known(hour.between(5, 11).groupby(owner).mean()),
        "evening_share": world.known(hour.between(17, 22).groupby(owner).mean()),
    }


def mix(world: World) -> Columns:
    known = world.bought[world.bought["category"].notna()]
    lines = known.groupby([OWNER, "category"], observed=True).size()
    by_owner = lines.groupby(OWNER)
    n, largest = by_owner.sum(), by_owner.max()
    m, n_each = world.rarefy_lines, by_owner.transform("sum")
    absent = comb(n_each - lines, m) / comb(n_each, m).clip(min=1)
    shown = pd.Series(1 - absent, lines.index).where(n_each >= m)
    pairs = over((lines * (lines - 1)).groupby(OWNER).sum(), n * (n - 1))
    return {
        "n_categories": world.counted(by_owner.size()),
        "category_richness": world.known(shown.groupby(OWNER).sum(min_count=1)),
        "category_hhi": world.known((lines**2).groupby(OWNER).sum() / n**2),
        "category_simpson": world.known(pairs),
        "category_entropy": world.known(entropy(known, "category")),
        "main_category_share": world.known(largest / n),
    }


def places(world: World, place: str) -> Columns:
    """An order counts once in each place that it touches."""
    touched = visits(world, place).groupby([OWNER, place], observed=True).size()
    largest, n = touched.groupby(OWNER).max(), touched.groupby(OWNER).sum()
    return {
        f"n_{place}s": world.counted(touched.groupby(OWNER).size()),
        f"main_{place}_share": world.known(largest / n),
    }


def channels(world: World) -> Columns:
    first = world.bought_history.groupby(OWNER)["channel"].first()
    columns = {"first_channel": first.reindex(world.customers)}
    if world.own_channels:
        touched = visits(world, "channel")
        own = touched["channel"].isin(world.own_channels)
        columns["own_channel_share"] = world.known(own.groupby(touched[OWNER]).mean())
    return columns


def visits(world: World, place: str) -> pd.DataFrame:
    rows = world.bought[[OWNER, "order_id", place]]
    return rows[rows[place].notna()].drop_duplicates()
