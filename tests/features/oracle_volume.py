"""Volume by the month, customer by customer."""

from datetime import timedelta

import numpy as np
import pandas as pd

from tests.features.oracle import OWNER, World
from tests.features.oracle_months import date_of, ended_months, plus

MONTH_DAYS = 30


def volume(world: World, *, months=3, pack=1, index=None) -> pd.DataFrame:
    rows = [_one(world, who, months, pack, index) for who in world.customers]
    return pd.DataFrame(rows, index=world.customers)


def _one(world, who, months, pack, index) -> dict[str, float]:
    lines = world.netted_history[world.netted_history[OWNER] == who]
    sold = {}
    for line in lines.itertuples():
        sold[line.order_day] = sold.get(line.order_day, 0) + line.quantity
    opened = world.first_day[who]
    halted = _halted(world, who)
    volumes, left_out = [], 0
    for first, last in ended_months(world.as_of, months):
        if not opened <= first:
            continue
        days = range(first, last + 1)
        if halted & set(days):
            left_out += 1
        else:
            volumes.append(sum(_fair(sold, day, index) for day in days))
    start = plus(world.as_of + 1, -12)
    recent = lines[lines["order_day"] >= start]
    units = recent["quantity"].sum()
    paid = recent.loc[recent["quantity"] != 0, "amount"].sum()
    unit = world.quantity * pack
    mean = np.mean(volumes) / unit if volumes else np.nan
    young = opened > ended_months(world.as_of, 1)[0][0]
    if young:
        lived = range(int(opened), world.as_of + 1)
        first = ended_months(world.as_of, 1)[0][0]
        total = sum(_fair(sold, day, index) for day in range(first, world.as_of + 1))
        mean = MONTH_DAYS * total / len(lived) / unit
    return {
        "volume_per_month": mean,
        "volume_months": float(len(volumes)),
        "volume_is_provisional": np.nan if np.isnan(opened) else float(young),
        "volume_suspended_months": float(left_out),
        "volume_12_months": units / unit,
        "unit_price": (paid / world.money) / (units / world.quantity)
        if units > 0
        else np.nan,
    }


def _fair(sold, day, index):
    """Units of a day, over what its month sells."""
    factor = 1 if index is None else index[date_of(day).month - 1]
    return sold.get(day, 0) / factor


def _halted(world, who) -> set[int]:
    """Days without a licence."""
    days = set()
    for event in world.events.itertuples():
        known = event.at_day <= world.as_of and getattr(event, OWNER) == who
        if known and event.kind == "suspension" and event.value > 0:
            first = date_of(event.at_day)
            until = first + timedelta(days=int(np.ceil(event.value)) - 1)
            days |= {event.at_day + i for i in range((until - first).days + 1)}
    return days
