"""How much of what a customer spends on the category he spends here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.features import periods
from patronage.features.fields import numeric_field
from patronage.ragged import ratio

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray


def wallet_share(batch: CustomerBatch, field: str) -> FloatArray:
    """Spend per month of tenure over the declared spend on the category, at most 1.

    `field` is the customers' field of that spend: money a month. NaN where it is not
    known, or 0.

    Raises
    ------
    ConfigError
        If the source has no such field, or it is not numeric.
    """
    declared = numeric_field(batch, field, setting="wallet_field")
    spend = batch.money(batch.netted["amount"].sum())
    share = ratio(ratio(spend, periods.charged_months(batch)), declared)
    return np.where(declared > 0, np.minimum(share, 1), np.nan)
