"""What a customer's custom is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.offered import first_known, lacking, numbers

SHARE = "margin_share"
IS_REVENUE = (
    "value_is_revenue: the source has no cost, so the margin is taken to be 1.0 and "
    "gains are revenue"
)


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Spend expected on a purchase day, and what is kept of it.

    `spend` names columns, the first that is known counts. `margin` is a share of
    spend; without it each customer has his own where the ledger has cost, else 1.0.
    """

    spend: tuple[str, ...] | list[str] = ("expected_order_value", "monetary_mean")
    margin: float | None = None

    def __post_init__(self) -> None:
        """Refuse a margin that is no share."""
        if self.margin is not None and not 0 < self.margin <= 1:
            raise ConfigError(
                f"a margin should be a share above 0 and at most 1; got {self.margin}."
            )

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns that are not offered."""
        return lacking(customers, self.spend)

    def is_revenue(self, customers: pd.DataFrame) -> bool:
        """Say whether nothing is known of cost."""
        return self.margin is None and bool(lacking(customers, [SHARE]))

    def margins(self, customers: pd.DataFrame) -> pd.Series[float]:
        """Return the margin of each customer, a share of spend."""
        if self.margin is None and not self.is_revenue(customers):
            return numbers(customers, SHARE)
        return pd.Series(self.margin or 1.0, index=customers.index)

    def of_a_day(self, customers: pd.DataFrame) -> pd.Series[float]:
        """Return the margin of a purchase day; NaN where none is to be expected."""
        worth = first_known(customers, self.spend) * self.margins(customers)
        return worth.where(worth > 0, np.nan)
