"""What a programme owes its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def points_breakage(features: pd.DataFrame) -> float:
    """Share of the points earned by all customers that has expired; NaN without any."""
    earned = float(features["points_earned"].sum())
    return float(features["points_expired"].sum()) / earned if earned else float("nan")


def points_liability(features: pd.DataFrame, *, unit_cost: float) -> float:
    """Cost of the points that are to be redeemed, those left out that will expire.

    Balance x `unit_cost` x (1 - breakage), a point redeemed costing `unit_cost`.
    """
    balance = float(features["points_balance"].sum())
    return balance * unit_cost * (1 - points_breakage(features)) if balance else 0.0
