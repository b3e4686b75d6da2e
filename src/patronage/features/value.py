"""What a customer is worth so far, in the source's currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.features import periods
from patronage.features.scores import RankScore
from patronage.features.trend import annual_log_trend
from patronage.ragged import Ragged, ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

TIME = ("order_day",)
MONEY = ("order_day", "amount")
ORDERS = ("order_day", "order_id", "amount")
RECENT_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class ValueFeatures:
    """Describe revenue and margin, net of discount and of returns."""

    columns: ClassVar[tuple[Column, ...]] = (
        Column("monetary_total", "money", "spend in the window", MONEY),
        Column("monetary_mean", "money/day", "spend per purchase day", MONEY),
        Column("monetary_per_month", "money/month", "spend per month of tenure", MONEY),
        Column("order_value_mean", "money/order", "spend per order", ORDERS),
        Column("day_value_max", "money", "spend on the best day", MONEY),
        Column("spend_trend", "log/year", "growth of monthly spend", MONEY),
        Column("recent_spend_share", "share", "spend of the last 90 days", MONEY),
        Column(
            "discount_share",
            "share",
            "discount in the list price",
            (*MONEY, "discount"),
        ),
        Column("margin_total", "money", "spend less cost", (*MONEY, "cost")),
        Column("recency_score", "1 to 5", "5 bought last", TIME, "score"),
        Column("frequency_score", "1 to 5", "5 buys most often", TIME, "score"),
        Column("monetary_score", "1 to 5", "5 spends most", MONEY, "score"),
    )
    learned: ClassVar[dict[str, Learned]] = {
        "recency_score": RankScore("recency_days", smaller_is_better=True),
        "frequency_score": RankScore("frequency"),
        "monetary_score": RankScore("monetary_total"),
    }

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer for each column the batch allows."""
        batch = batch.netted
        amount, bought = batch["amount"], batch.purchases
        total = batch.money(amount.sum())
        days = batch["order_day"].tally(amount.values).counts
        return {
            "monetary_total": total,
            "monetary_mean": ratio(total, bought["order_day"].count_distinct()),
            "monetary_per_month": ratio(total, periods.charged_months(batch)),
            "order_value_mean": ratio(total, bought["order_id"].count_distinct()),
            "day_value_max": batch.money(days.max()),
            "spend_trend": annual_log_trend(periods.monthly(batch, "amount")),
            "recent_spend_share": _recent(batch, total),
            **(_discount(batch, total) if batch.has("discount") else {}),
            **(_margin(batch, total) if batch.has("cost") else {}),
        }


def _recent(batch: CustomerBatch, total: FloatArray) -> FloatArray:
    days, amount = batch["order_day"], batch["amount"]
    recent = days.values > batch.as_of - RECENT_DAYS
    spend = Ragged(np.where(recent, amount.values, 0), amount.offsets).sum()
    return np.where(total > 0, ratio(batch.money(spend), total), np.nan)


def _discount(batch: CustomerBatch, total: FloatArray) -> Values:
    discount = batch.money(batch["discount"].sum())
    sensible = (total >= 0) & (discount >= 0)
    share = np.where(sensible, ratio(discount, total + discount), np.nan)
    return {"discount_share": share}


def _margin(batch: CustomerBatch, total: FloatArray) -> Values:
    return {"margin_total": total - batch.money(batch["cost"].sum())}
