"""How much a customer takes a month, in full months of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.batch import MONTH_DAYS
from patronage.errors import ConfigError
from patronage.features.months import YEAR, begun_month, full_months, year_start
from patronage.features.suspension import is_suspended, tells_suspensions
from patronage.ragged import ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.features.months import Month
    from patronage.ragged import Ragged, Values
    from patronage.segments import FloatArray, IntArray

    Made = dict[str, FloatArray]

UNITS = ("order_day", "quantity")
PRICE = (*UNITS, "amount")
EVENTS = (*UNITS, "events")


@dataclass(frozen=True, kw_only=True)
class VolumeFeatures:
    """Describe volume by the month, net of returns.

    `volume_per_month` is the mean of the last `window_months` months that were full by
    as_of: the month of as_of is, where as_of is its last day. The month in which a
    customer first bought, and those before, do not count; nor do months that touch a
    suspension, an event of that kind whose value is its length in days. Below one
    month it is provisional: 30 times the mean of a day since the first purchase.

    `pack` is how many units of quantity make one of volume, and `seasonal_index` what
    a month from January to December sells, as a multiple of the year's mean, by which
    it is divided.
    """

    window_months: int = 3
    pack: float = 1
    seasonal_index: Sequence[float] | None = None
    suspension: str = "suspension"

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "volume_per_month",
            "packs/month",
            "volume of a full month of the calendar, on average",
            UNITS,
            "score",
        ),
        Column("volume_months", "months", "full months averaged", UNITS, "evidence"),
        Column(
            "volume_is_provisional",
            "0 or 1",
            "1 where no month is full yet: 30 times the mean of a day",
            UNITS,
            "evidence",
        ),
        Column(
            "volume_suspended_months",
            "months",
            "full months left out for a suspension",
            EVENTS,
            "evidence",
        ),
        Column("volume_12_months", "packs", "volume of twelve months", UNITS, "score"),
        Column(
            "unit_price",
            "money/unit",
            "spend per unit of quantity in twelve months",
            PRICE,
            "score",
        ),
    )
    learned: ClassVar[dict[str, Learned]] = {}

    def __post_init__(self) -> None:
        """Refuse windows, packs and seasons that cannot be."""
        if not 1 <= self.window_months <= YEAR:
            raise ConfigError(
                "features: 'window_months' should be 1 to 12; got "
                f"{self.window_months}."
            )
        if not self.pack > 0:
            raise ConfigError(f"features: 'pack' should be above 0; got {self.pack}.")
        index = self.seasonal_index
        if index is not None and (len(index) != YEAR or not min(index) > 0):
            raise ConfigError(
                "features: 'seasonal_index' should have twelve numbers above 0, from "
                f"January to December; got {list(index)}."
            )

    def __call__(self, batch: CustomerBatch) -> Made:
        """Return one value per customer; NaN for those who never bought."""
        rows = batch.history.netted
        return {**self._per_month(batch, rows), **self._of_year(batch, rows)}

    def _per_month(self, batch: CustomerBatch, rows: CustomerBatch) -> Made:
        months = full_months(batch.as_of, self.window_months)
        open_in = [batch.first_day <= month.first for month in months]
        halted = [is_suspended(batch, self.suspension, month) for month in months]
        counted = np.array(open_in) & ~np.array(halted)
        sold = np.array([self._sold(rows, month) for month in months])
        n = counted.sum(0)
        mean = ratio(_added(np.where(counted, sold, 0)), n * self._unit(batch))
        is_young = batch.first_day > months[0].first
        told = tells_suspensions(batch, self.suspension)
        provisional = np.where(np.isnan(batch.first_day), np.nan, is_young)
        left_out = (np.array(open_in) & np.array(halted)).sum(0).astype(np.float64)
        return {
            "volume_per_month": np.where(is_young, self._daily(batch, rows), mean),
            "volume_months": n.astype(np.float64),
            "volume_is_provisional": provisional,
            **({"volume_suspended_months": left_out} if told else {}),
        }

    def _daily(self, batch: CustomerBatch, rows: CustomerBatch) -> FloatArray:
        """30 times the mean of a day, of who came in the last full month or since."""
        months = (begun_month(batch.as_of), *full_months(batch.as_of, 1))
        sold = _added(np.array([self._sold(rows, month) for month in months]))
        days = batch.as_of - batch.first_day + 1
        return ratio(sold * MONTH_DAYS, days * self._unit(batch))

    def _of_year(self, batch: CustomerBatch, rows: CustomerBatch) -> Made:
        first = year_start(batch.as_of)
        amount = rows["amount"].apply(_priced, rows["quantity"])
        spend = rows["order_day"].sums_of(amount)
        units = _within(rows.days, rows.daily("quantity"), first, batch.as_of)
        money = _within(rows.days, spend, first, batch.as_of)
        price = ratio(batch.money(money), batch.quantity(units))
        return {
            "volume_12_months": units / self._unit(batch),
            "unit_price": np.where(units > 0, price, np.nan),
        }

    def _sold(self, rows: CustomerBatch, month: Month) -> FloatArray:
        """Stored units of a month, as in a month without a season."""
        index = self.seasonal_index
        factor = 1.0 if index is None else index[month.of_year]
        units = rows.daily("quantity")
        return _within(rows.days, units, month.first, month.last) / factor

    def _unit(self, batch: CustomerBatch) -> float:
        return self.pack * batch.units.quantity


def _within(days: Ragged, sums: Ragged, first: int, last: int) -> IntArray:
    inside = (days.values >= first) & (days.values <= last)
    return sums.like(np.where(inside, sums.values, 0)).sum()


def _priced(amount: Values, quantity: Values) -> Values:
    """Money of lines that have units: of fuel, say, a source may count none."""
    return amount * (quantity != 0)


def _added(by_month: FloatArray) -> FloatArray:
    """Add month by month: .sum(0) adds a lone customer's in another order."""
    return sum(by_month, start=np.zeros(by_month.shape[1]))
