"""What a customer is worth so far, in the source's currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from patronage import selection
from patronage.features import periods
from patronage.features.daily_spend import daily_spend
from patronage.features.historical import HistoricalValue
from patronage.features.rfm import EQUAL, RFMScores, check_weights
from patronage.features.scores import check_n_scores
from patronage.features.trend import annual_log_trend
from patronage.ragged import ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

TIME = ("order_day",)
MONEY = ("order_day", "amount")
ORDERS = ("order_day", "order_no", "amount")
DISCOUNT = (*MONEY, "discount")
COST = (*MONEY, "cost")
RECENT_DAYS = 90

RAW = (
    Column("monetary_total", "money", "spend in the window", MONEY),
    Column("monetary_mean", "money/day", "spend per purchase day", MONEY),
    Column("monetary_per_month", "money/month", "spend per month of tenure", MONEY),
    Column("monetary_per_active_month", "money/month", "spend per buying month", MONEY),
    Column("order_value_mean", "money/order", "spend per order", ORDERS),
    Column("day_value_max", "money", "spend on the best day", MONEY),
    Column("day_value_cv", "ratio", "unevenness of spend per purchase day", MONEY),
    Column("spend_trend", "log/year", "growth of monthly spend", MONEY),
    Column(
        "spend_growth",
        "index",
        "spend of the window's later half against the earlier: -1 to 1",
        MONEY,
    ),
    Column("recent_spend_share", "share", "spend of the last 90 days", MONEY),
    Column("discount_share", "share", "discount in the list price", DISCOUNT),
    Column("margin_total", "money", "spend less cost", COST),
    Column("margin_share", "share", "margin in the spend", COST),
    Column("purchase_days", "days", "days with a purchase", TIME, "evidence"),
)


@dataclass(frozen=True, kw_only=True)
class ValueFeatures:
    """Describe revenue and margin, net of discount and of returns.

    Recency, frequency and money are scored 1 to `n_scores`; `score_weights` are what
    they count for in `rfm_score`. `history` says what is subtracted from revenue in
    `historical_value`.
    """

    n_scores: int = 5
    score_weights: Sequence[float] = EQUAL
    history: HistoricalValue = field(default_factory=HistoricalValue)

    def __post_init__(self) -> None:
        """Refuse scores that could not be made."""
        check_n_scores(self.n_scores)
        check_weights(self.score_weights)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, raw and learned."""
        needs = (*ORDERS, *self.history.needs)
        past = Column("historical_value", "money", self.history.meaning, needs)
        return (*RAW, past, *self._scores)

    @property
    def learned(self) -> dict[str, Learned]:
        """The scores of recency, frequency and money."""
        return {"rfm": RFMScores(n_scores=self.n_scores, weights=self.score_weights)}

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer for each column the batch allows."""
        rows = batch.netted
        total = batch.money(rows["amount"].sum())
        return {
            **_means(batch, total),
            **rows.of_rows(_best_days),
            **_changes(batch, total),
            **(_discount(rows, total) if batch.has("discount") else {}),
            **(_margin(rows, total) if batch.has("cost") else {}),
            "purchase_days": batch.purchases.days.counts.astype(np.float64),
            "historical_value": self.history(batch),
        }

    @property
    def _scores(self) -> tuple[Column, ...]:
        unit, best = f"1 to {self.n_scores}", self.n_scores
        recent, often = f"{best} bought last", f"{best} buys most often"
        return (
            Column("recency_score", unit, recent, TIME, "score"),
            Column("frequency_score", unit, often, TIME, "score"),
            Column("monetary_score", unit, f"{best} spends most", MONEY, "score"),
            Column("rfm_cell", "digits", "the three scores in a row", MONEY, "score"),
            Column("rfm_score", unit, "weighted mean of the scores", MONEY, "score"),
        )


def _means(batch: CustomerBatch, total: FloatArray) -> Values:
    bought = batch.purchases
    days, orders = bought.days.counts, bought["order_no"].count_distinct()
    return {
        "monetary_total": total,
        "monetary_mean": ratio(total, days),
        "monetary_per_month": ratio(total, periods.charged_months(batch)),
        "monetary_per_active_month": ratio(total, periods.active_months(bought)),
        "order_value_mean": ratio(total, orders),
    }


def _best_days(rows: CustomerBatch) -> Values:
    daily = daily_spend(rows)
    return {
        "day_value_max": rows.money(daily.spend.max()),
        "day_value_cv": daily.cv(),
    }


def _changes(batch: CustomerBatch, total: FloatArray) -> Values:
    recent = _spend(batch, batch.as_of - RECENT_DAYS, batch.as_of)
    is_part = (recent >= 0) & (recent <= total)  # not where returns prevail
    return {
        "spend_trend": annual_log_trend(periods.monthly(batch.netted, "amount")),
        "spend_growth": _growth(batch),
        "recent_spend_share": np.where(is_part, ratio(recent, total), np.nan),
    }


def _growth(batch: CustomerBatch) -> FloatArray:
    """Difference of the halves over their sum, for who was there in both."""
    half = batch.window_days // 2
    middle = batch.as_of - half
    later = _spend(batch, middle, batch.as_of)
    earlier = _spend(batch, middle - half, middle)
    known = (batch.first_day <= middle) & (later >= 0) & (earlier >= 0)
    return np.where(known, ratio(later - earlier, later + earlier), np.nan)


def _spend(batch: CustomerBatch, after: int, until: int) -> FloatArray:
    """Spend on the days after `after`, up to `until`."""
    rows = selection.between(batch.netted.ledger, "order_day", after, until)
    return batch.money(rows["amount"].sum())


def _discount(batch: CustomerBatch, total: FloatArray) -> Values:
    discount = batch.money(batch["discount"].sum())
    sensible = (total >= 0) & (discount >= 0)
    share = np.where(sensible, ratio(discount, total + discount), np.nan)
    return {"discount_share": share}


def _margin(batch: CustomerBatch, total: FloatArray) -> Values:
    margin = total - batch.money(batch["cost"].sum())
    share = np.where(total > 0, ratio(margin, total), np.nan)
    return {"margin_total": margin, "margin_share": share}
