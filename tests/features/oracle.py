"""Every raw column once more, in plain pandas, from its definition.

Written for reading, not from the code that it judges: `describe` is what the families
must equal. It is vectorised, so that the benchmark may time it as the way in which one
would write the same columns in pandas.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

MONTH_DAYS = 30
OWNER = "customer_id"


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What is taken off revenue to date, and how money has grown since, per year."""

    margin: float = 1
    order: float = 0
    contact: float = 0
    acquisition: pd.Series | None = None
    growth: float = 0


@dataclass(frozen=True, kw_only=True)
class World:
    """What is known of all customers, and the day on which they are described.

    `ledger` has a row per order line, in the order of time, days as whole days since
    1970-01-01, money and quantities as whole numbers, None for a text and -1 for an
    hour that is missing, and 0 for no `returned_day`. `wallet` is the declared spend a
    month by customer.
    """

    ledger: pd.DataFrame
    as_of: int
    window_days: int
    contacts: pd.DataFrame | None = None
    events: pd.DataFrame | None = None
    feedback: pd.DataFrame | None = None
    registered: Collection = ()
    wallet: pd.Series | None = None
    money: int = 1
    quantity: int = 1
    focal_brand: str | None = None
    own_channels: Collection = ()
    rarefy_lines: int = 5
    costs: Costs = Costs()

    def has(self, *columns: str) -> bool:
        return set(columns) <= set(self.ledger)

    @cached_property
    def netted_history(self) -> pd.DataFrame:
        """All rows up to as_of but the pairs of purchase and return known by then."""
        past = self.ledger[self.ledger["order_day"] <= self.as_of]
        if not self.has("returned_day"):
            return past
        undone = (past["returned_day"] != 0) & (past["returned_day"] <= self.as_of)
        return past[~undone]

    @cached_property
    def bought_history(self) -> pd.DataFrame:
        """The purchases among them."""
        rows = self.netted_history
        return rows[~rows["is_return"]] if self.has("is_return") else rows

    @cached_property
    def netted(self) -> pd.DataFrame:
        return self.within(self.netted_history, "order_day")

    @cached_property
    def bought(self) -> pd.DataFrame:
        return self.within(self.bought_history, "order_day")

    def within(self, rows: pd.DataFrame, day: str) -> pd.DataFrame:
        """The rows of the window."""
        after = rows[day] > self.as_of - self.window_days
        return rows[after & (rows[day] <= self.as_of)]

    @cached_property
    def customers(self) -> pd.Index:
        bought = self.bought_history[OWNER].unique()
        return pd.Index(sorted({*bought, *self.registered}), name=OWNER)

    @cached_property
    def first_day(self) -> pd.Series:
        return self.known(self.bought_history.groupby(OWNER)["order_day"].min())

    @cached_property
    def last_day(self) -> pd.Series:
        return self.known(self.bought_history.groupby(OWNER)["order_day"].max())

    @cached_property
    def days(self) -> pd.DataFrame:
        """Purchase days of the window, with the gap since the one before."""
        days = self.bought[[OWNER, "order_day"]].drop_duplicates()
        days = days.sort_values([OWNER, "order_day"])
        return days.assign(gap=days.groupby(OWNER)["order_day"].diff())

    @cached_property
    def n_days(self) -> pd.Series:
        return self.counted(self.days.groupby(OWNER).size())

    @cached_property
    def repeat_days(self) -> pd.Series:
        """Purchase days but for the first of the whole history."""
        first = self.first_day > self.as_of - self.window_days
        return self.n_days - first

    @cached_property
    def n_orders(self) -> pd.Series:
        orders = self.bought[[OWNER, "order_id"]].drop_duplicates()
        return self.counted(orders.groupby(OWNER).size())

    @cached_property
    def active_months(self) -> pd.Series:
        months = pd.DataFrame(
            {OWNER: self.days[OWNER], "month": self.month(self.days["order_day"])}
        )
        return self.counted(months.drop_duplicates().groupby(OWNER).size())

    @cached_property
    def exposed_months(self) -> pd.Series:
        """Months begun since the first purchase, of those in the window."""
        begun = self.month(self.first_day) + 1
        return begun.clip(upper=np.ceil(self.window_days / MONTH_DAYS))

    @cached_property
    def exposure_months(self) -> pd.Series:
        days = (self.as_of - self.first_day + 1).clip(upper=self.window_days)
        return days / MONTH_DAYS

    @cached_property
    def total(self) -> pd.Series:
        """Net spend of the window, in whole stored units."""
        return self.counted(self.netted.groupby(OWNER)["amount"].sum())

    def month(self, day: pd.Series) -> pd.Series:
        """Months of 30 days before as_of: 0 is the last one."""
        return (self.as_of - day) // MONTH_DAYS

    def monthly(self, column: str) -> pd.Series:
        """Sums by customer and month, where there are rows."""
        rows = self.netted
        return rows.groupby([OWNER, self.month(rows["order_day"])])[column].sum()

    def known(self, values: pd.Series) -> pd.Series:
        """A value per customer; NaN where there is none."""
        return values.reindex(self.customers).astype("float64")

    def counted(self, values: pd.Series) -> pd.Series:
        """A value per customer; 0 where there is none."""
        return values.reindex(self.customers, fill_value=0).astype("float64")


def over(top: pd.Series, below: pd.Series) -> pd.Series:
    """Divide; NaN where there is nothing to divide by."""
    return top / below.where(below != 0)


def entropy(rows: pd.DataFrame, column: str, *, at_least: int = 1) -> pd.Series:
    """Shannon's entropy of a column by customer, in nats."""
    counts = rows.groupby([OWNER, column], observed=True).size()
    n = counts.groupby(OWNER).sum()
    share = counts / n.reindex(counts.index.get_level_values(OWNER)).to_numpy()
    spread = -(share * np.log(share)).groupby(OWNER).sum()
    return spread.where(n >= at_least)


def theil_sen(monthly: pd.Series) -> pd.Series:
    """Median slope of logs between all pairs of positive months, per year."""
    logs = np.log(monthly[monthly > 0]).rename("log").reset_index()
    logs.columns = [OWNER, "month", "log"]
    pairs = logs.merge(logs, on=OWNER, suffixes=("", "_before"))
    pairs = pairs[pairs["month"] < pairs["month_before"]]
    rise = pairs["log"] - pairs["log_before"]
    slope = rise / (pairs["month_before"] - pairs["month"])
    median = slope.groupby(pairs[OWNER]).median()
    enough = logs.groupby(OWNER).size() >= 3
    return (median * 365.25 / MONTH_DAYS).where(enough.reindex(median.index))
