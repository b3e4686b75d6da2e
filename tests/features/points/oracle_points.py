"""Two ledgers of points, kept day by day for one customer after the other."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

import numpy as np
import pandas as pd

from tests.features.oracle import OWNER, World
from tests.features.oracle_months import plus


@dataclass(frozen=True, kw_only=True)
class Rules:
    unit: Fraction = Fraction(1)
    rate: Fraction = Fraction(1)
    months: int = 24
    category: dict[str, Fraction] = field(default_factory=dict)
    tier: dict[int, Fraction] = field(default_factory=dict)


def points(world: World, rules: Rules) -> pd.DataFrame:
    rows = [_one(world, who, rules) for who in world.customers]
    return pd.DataFrame(rows, index=world.customers)


def _one(world, who, rules) -> dict[str, float]:
    orders, bonuses = _orders(world, who, rules), _events(world, who, "bonus")
    asked = _events(world, who, "redemption")
    lots, left, redeemed, overdrawn, expired = {}, {}, 0, 0, 0
    for day in sorted({*orders, *bonuses, *asked, world.as_of}):
        for born in list(left):
            if plus(born, rules.months) <= day:
                expired += left.pop(born)
        level = sum(n for born, n in lots.items() if plus(born, 12) > day)
        earned = bonuses.get(day, 0) + sum(
            floor(units * rules.rate * multiplier * _tier(rules, level))
            for units, multiplier in orders.get(day, [])
        )
        lots[day] = left[day] = earned
        wanted = asked.get(day, 0)
        for born in sorted(left):
            taken = min(wanted, left[born])
            left[born], wanted, redeemed = (
                left[born] - taken,
                wanted - taken,
                redeemed + taken,
            )
        overdrawn += wanted
    total, balance = sum(lots.values()), sum(left.values())
    aged = sum((world.as_of - born) * n for born, n in left.items())
    return {
        "points_earned": total,
        "points_redeemed": redeemed,
        "points_overdrawn": overdrawn,
        "points_expired": expired,
        "points_balance": balance,
        "level_points": sum(
            n for born, n in lots.items() if plus(born, 12) > world.as_of
        ),
        "redemption_rate": redeemed / total if total else np.nan,
        "points_age_days": aged / balance if balance else np.nan,
    }


def _orders(world, who, rules) -> dict[int, list]:
    """By day: whole units and multiplier of each order's parts."""
    money = {}
    for line in world.netted_history.itertuples():
        if getattr(line, OWNER) == who:
            multiplier = rules.category.get(line.category, Fraction(1))
            part = line.order_day, line.order_id, multiplier
            money[part] = money.get(part, 0) + Fraction(line.amount, world.money)
    found = {}
    for (day, _, multiplier), amount in money.items():
        found.setdefault(day, []).append(
            (floor(max(amount, 0) / rules.unit), multiplier)
        )
    return found


def _events(world, who, kind) -> dict[int, int]:
    found = {}
    for event in world.events.itertuples():
        is_one = getattr(event, OWNER) == who and event.kind == kind
        if is_one and event.at_day <= world.as_of and event.value > 0:
            found[event.at_day] = found.get(event.at_day, 0) + floor(event.value)
    return found


def _tier(rules, level) -> Fraction:
    held = [edge for edge in rules.tier if level >= edge]
    return rules.tier[max(held)] if held else Fraction(1)
