"""What contracts are still worth, as learned columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.features.contract_value import check_retention, per_month, simple_clv
from patronage.features.shifted_beta_geometric import ShiftedBetaGeometric

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class ContractValue(BaseEstimator):
    """m r / (1 + i - r) a month, with one retention for all: nothing is learned.

    Parameters
    ----------
    charge : str
        Column of the money a month.
    retention : float
        Share of customers kept from a month to the next.
    margin : float
        Share of the charge that is kept.
    discount_rate : float
        Per year.
    """

    def __init__(
        self,
        charge: str,
        *,
        retention: float,
        margin: float = 1.0,
        discount_rate: float = 0.12,
    ) -> None:
        self.charge = charge
        self.retention = retention
        self.margin = margin
        self.discount_rate = discount_rate

    def fit(self, features: pd.DataFrame) -> Self:
        """Check the settings."""
        check_retention(self.retention, per_month(self.discount_rate))
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the value of each row."""
        margin = self.margin * features[self.charge].to_numpy(np.float64)
        discount = per_month(self.discount_rate)
        return simple_clv(margin, retention=self.retention, discount=discount)


class RenewalValue(BaseEstimator):
    """Monthly margin times the payments that a contract of this age has yet to come.

    Retention is learned from contracts that have ended, and rises with age, as the
    shifted-beta-geometric has it; the next payment is a month ahead. A contract that
    has ended is worth 0.

    Parameters
    ----------
    charge, months, ended : str
        Columns of the money a month, of months completed, and of 1 where it has ended.
    margin : float
        Share of the charge that is kept.
    discount_rate : float
        Per year.
    """

    def __init__(
        self,
        charge: str,
        months: str,
        ended: str,
        *,
        margin: float = 1.0,
        discount_rate: float = 0.12,
    ) -> None:
        self.charge = charge
        self.months = months
        self.ended = ended
        self.margin = margin
        self.discount_rate = discount_rate

    def fit(self, features: pd.DataFrame) -> Self:
        """Learn how retention rises with age, from contracts of known age and end."""
        known = features[features[[self.months, self.ended]].notna().all(axis=1)]
        ended = known[self.ended].to_numpy(np.float64) > 0
        self.model_ = ShiftedBetaGeometric().fit(_whole(known[self.months]), ended)
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the value of each row; NaN where one of the three is unknown."""
        months, discount = _whole(features[self.months]), per_month(self.discount_rate)
        payments = self.model_.expected_payments(months, discount) / (1 + discount)
        value = self.margin * features[self.charge].to_numpy(np.float64) * payments
        return value * (1 - features[self.ended].to_numpy(np.float64))


def _whole(months: pd.Series[float]) -> FloatArray:
    return np.floor(months.to_numpy(np.float64))
