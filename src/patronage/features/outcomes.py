"""What customers did after as_of: seen by no scheme, judging all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.snapshot import Snapshot
    from patronage.segments import FloatArray

FUTURE = ("future_orders", "future_amount")
KEY = ["customer_id", "as_of"]


def outcomes(batch: CustomerBatch, day: Snapshot) -> dict[str, FloatArray]:
    """Return orders and spend of the `horizon_days` after `as_of`.

    One value per customer of the batch, spend in the source's currency; NaN where the
    ledger ends before the horizon.
    """
    if not day.has_outcomes or not batch.ledger:
        unknown = np.full(len(batch), np.nan)
        return {"future_orders": unknown, "future_amount": unknown}
    after = batch.between(day.as_of, day.as_of + day.horizon_days)
    orders = after.purchases["order_no"].count_distinct()
    return {
        "future_orders": orders.astype(np.float64),
        "future_amount": after.money(after["amount"].sum()),
    }


def outcomes_of(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the table `outcomes` of the customers whose horizon the ledger covers."""
    known = raw.loc[raw["future_orders"].notna(), [*KEY, *FUTURE]]
    known = known.reset_index(drop=True)
    return known.assign(retained=known["future_orders"] > 0)


def without_outcomes(raw: pd.DataFrame) -> pd.DataFrame:
    """Return raw features as schemes may see them."""
    return raw.drop(columns=list(FUTURE))
