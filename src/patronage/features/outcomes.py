"""What customers did after as_of: seen by no scheme, judging all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch


def outcomes(batch: CustomerBatch, as_of: int, horizon_days: int) -> pd.DataFrame:
    """Return orders, spend and retention of the `horizon_days` after `as_of`.

    One row per customer known by then; spend in the source's currency.
    """
    known = batch.until(as_of).customer_id
    after = batch.only(np.isin(batch.customer_id, known))
    after = after.between(as_of, as_of + horizon_days)
    orders = after.purchases["order_id"].count_distinct()
    day = np.datetime64(as_of, "D").astype("datetime64[s]")
    return pd.DataFrame(
        {
            "customer_id": pd.array(after.customer_id, dtype="str"),
            "as_of": np.full(len(after), day),
            "future_orders": orders.astype(np.float64),
            "future_amount": after.money(after["amount"].sum()),
            "retained": orders > 0,
        }
    )
