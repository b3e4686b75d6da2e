"""Who has had more than a fair share of what was scarce, over the months."""

from __future__ import annotations

import pandas as pd

from patronage.supply.allocation import Allocation


def balances(allocation: Allocation) -> pd.DataFrame:
    """Return each customer's balance after this month, in units.

    The balance is what was given above the fair share, this month and before. Balances
    of those who were there throughout sum to zero.
    """
    people = allocation.customers
    above = people["given"] - people["fair"]
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"],
            "due": people["due"],
            "given": people["given"],
            "balance": people["balance"].fillna(0.0) + above,
        }
    )


def carried(customers: pd.DataFrame, earlier: pd.DataFrame | None) -> pd.DataFrame:
    """Add the balance of the month before; who is new starts at 0."""
    if earlier is None:
        return customers.assign(balance=0.0)
    known = earlier.set_index("customer_id")["balance"]
    return customers.assign(
        balance=customers["customer_id"].map(known).fillna(0.0).astype("float64")
    )
