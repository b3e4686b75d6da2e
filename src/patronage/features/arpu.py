"""Average revenue per user and month (ARPU) of the last twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.errors import ConfigError
from patronage.features.fields import numeric_field
from patronage.features.months import YEAR, year_start
from patronage.ragged import ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

    Values = dict[str, FloatArray]

TIME = ("order_day",)
MONEY = (*TIME, "amount")
COST = (*MONEY, "cost")
SETTLED_MONTHS = 3


@dataclass(frozen=True, kw_only=True)
class ARPUFeatures:
    """Describe revenue per month on the network, of the last twelve.

    Revenue is net of discount and of returns. Who came within these twelve months is
    charged with those since the first purchase, in parts of a month and one at least;
    below three it is provisional.

    A source whose customers have a numeric field of it, money a month, names that in
    `revenue_field`, and the months on the network in `months_field`.
    """

    revenue_field: str | None = None
    months_field: str | None = None

    learned: ClassVar[dict[str, Learned]] = {}

    def __post_init__(self) -> None:
        """Refuse months without a revenue."""
        if self.months_field is not None and self.revenue_field is None:
            raise ConfigError(
                "features: 'months_field' should stand beside 'revenue_field'; got "
                f"'{self.months_field}' alone."
            )

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, from the fields or else from the ledger."""
        if self.revenue_field is None:
            return _columns(MONEY, TIME, COST)
        months = self.months_field or "months_field"
        return _columns((self.revenue_field,), (months,), None)

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer; NaN for those who never bought.

        Raises
        ------
        ConfigError
            If the source's customers have no such fields.
        """
        if self.revenue_field is None:
            return _of_ledger(batch)
        revenue = numeric_field(batch, self.revenue_field, setting="revenue_field")
        if self.months_field is None:
            return {"arpu": revenue}
        months = numeric_field(batch, self.months_field, setting="months_field")
        return {"arpu": revenue, **_of_months(np.minimum(months, YEAR))}


def _columns(
    revenue: tuple[str, ...], months: tuple[str, ...], cost: tuple[str, ...] | None
) -> tuple[Column, ...]:
    unit, cleared = "money/month", "revenue less cost a month"
    net = () if cost is None else (Column("net_arpu", unit, cleared, cost, "score"),)
    return (
        Column("arpu", unit, "revenue a month, of twelve months", revenue, "score"),
        *net,
        Column(
            "arpu_months",
            "months",
            "months since the first purchase, up to 12",
            months,
            "evidence",
        ),
        Column(
            "arpu_is_provisional",
            "0 or 1",
            "1 below 3 months, where revenue per month says little",
            months,
            "evidence",
        ),
    )


def _of_ledger(batch: CustomerBatch) -> Values:
    first = year_start(batch.as_of)
    in_year = batch.as_of - first + 1
    days = np.minimum(batch.as_of - batch.first_day + 1, in_year)
    months = YEAR * days / in_year
    charged = np.maximum(months, 1)
    revenue = _sum(batch, "amount", first)
    kept = revenue - _sum(batch, "cost", first) if batch.has("cost") else None
    return {
        "arpu": ratio(batch.money(revenue), charged),
        **({} if kept is None else {"net_arpu": ratio(batch.money(kept), charged)}),
        **_of_months(months),
    }


def _of_months(months: FloatArray) -> Values:
    provisional = np.where(months < SETTLED_MONTHS, 1.0, 0.0)
    return {
        "arpu_months": months,
        "arpu_is_provisional": np.where(np.isnan(months), np.nan, provisional),
    }


def _sum(batch: CustomerBatch, column: str, first: int) -> FloatArray:
    """Add what a column holds from a day on, in stored units."""
    rows = batch.history.netted
    sums = rows.daily(column)
    late = rows.days.values >= first
    return sums.like(np.where(late, sums.values, 0)).sum().astype(np.float64)
