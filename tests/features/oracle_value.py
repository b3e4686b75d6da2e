"""The value columns, from their definitions."""

import pandas as pd

from tests.features.oracle import OWNER, World, over, theil_sen

RECENT_DAYS = 90
YEAR_DAYS = 365.25

Columns = dict[str, pd.Series]


def value(world: World) -> Columns:
    total = world.total / world.money
    by_day = world.netted.groupby([OWNER, "order_day"])["amount"].sum()
    months = world.exposure_months.clip(lower=1)
    columns = {
        "monetary_total": total,
        "monetary_mean": over(total, world.n_days),
        "monetary_per_month": over(total, months),
        "monetary_per_active_month": over(total, world.active_months),
        "order_value_mean": over(total, world.n_orders),
        "day_value_max": world.known(by_day.groupby(OWNER).max()) / world.money,
        "day_value_cv": unevenness(world, by_day),
        "spend_trend": world.known(theil_sen(world.monthly("amount"))),
        "spend_growth": growth(world),
        "recent_spend_share": recent(world),
        "historical_value": historical(world),
        "purchase_days": world.n_days,
    }
    if world.has("discount"):
        columns["discount_share"] = discount(world)
    if world.has("cost"):
        columns |= margin(world)
    return columns


def unevenness(world: World, by_day: pd.Series) -> pd.Series:
    """Of net spend on purchase days; NaN where their mean is not positive."""
    bought = pd.MultiIndex.from_frame(world.days[[OWNER, "order_day"]])
    days = by_day.reindex(bought).groupby(OWNER)
    return world.known(days.std() / days.mean().where(days.mean() > 0))


def growth(world: World) -> pd.Series:
    """Spend of the later half of the window against that of the earlier half."""
    middle = world.as_of - world.window_days // 2
    start = middle - world.window_days // 2
    later, earlier = spend(world, middle, world.as_of), spend(world, start, middle)
    known = (world.first_day <= middle) & (later >= 0) & (earlier >= 0)
    return over(later - earlier, later + earlier).where(known)


def recent(world: World) -> pd.Series:
    spent = spend(world, world.as_of - RECENT_DAYS, world.as_of)
    is_part = (spent >= 0) & (spent <= world.total) & (world.total > 0)
    return (spent / world.total).where(is_part)


def spend(world: World, after: int, until: int) -> pd.Series:
    rows = world.netted
    among = rows[(rows["order_day"] > after) & (rows["order_day"] <= until)]
    return world.counted(among.groupby(OWNER)["amount"].sum())


def discount(world: World) -> pd.Series:
    given = world.counted(world.netted.groupby(OWNER)["discount"].sum())
    share = over(given, world.total + given)
    return share.where((world.total >= 0) & (given >= 0))


def margin(world: World) -> Columns:
    cost = world.counted(world.netted.groupby(OWNER)["cost"].sum())
    made = world.total - cost
    return {
        "margin_total": made / world.money,
        "margin_share": (made / world.total).where(world.total > 0),
    }


def historical(world: World) -> pd.Series:
    """Money earned in the whole history, less what is known to have been paid."""
    costs, rows = world.costs, world.netted_history
    kept = rows["amount"] - rows["cost"] if world.has("cost") else rows["amount"]
    share = 1 if world.has("cost") else costs.margin
    value = share * grown(world, rows, "order_day", kept) / world.money
    if costs.order:
        orders = world.bought_history.groupby([OWNER, "order_id"])["order_day"].max()
        orders = orders.reset_index()
        value -= costs.order * grown(world, orders, "order_day")
    if costs.contact and world.contacts is not None:
        made = world.contacts[world.contacts["contacted_day"] <= world.as_of]
        value -= costs.contact * grown(world, made, "contacted_day")
    if costs.acquisition is not None:
        age = (world.as_of - world.first_day).fillna(0)
        paid = world.known(costs.acquisition).fillna(0)
        value -= paid * (1 + costs.growth) ** (age / YEAR_DAYS)
    return value


def grown(
    world: World, rows: pd.DataFrame, day: str, flow: pd.Series | int = 1
) -> pd.Series:
    """Sums of flows by customer, each worth what it has become by as_of."""
    years = (world.as_of - rows[day]) / YEAR_DAYS
    flows = flow * (1 + world.costs.growth) ** years
    return world.counted(flows.groupby(rows[OWNER]).sum())
