"""Whether customers get the service that their segment is entitled to."""

from __future__ import annotations

import numpy as np
import pandas as pd

UNDER, FITS, OVER = "under_served", "fits", "over_served"


def service_fit(
    customers: pd.DataFrame,
    plans: pd.DataFrame,
    *,
    months: float,
    tolerance: float = 0.25,
) -> pd.DataFrame:
    """Return each placed customer's contacts against what his segment may expect.

    `customers` has `customer_id`, `segment` and `contacts` (in `months`), `plans` the
    table of a playbook. A customer is under- or over-served if contacts are more than
    one and more than `tolerance` away from those that are due. `cost` is what his
    contacts cost a month, at the price that the plan's cost puts on each.
    """
    columns = ["segment", "contacts_per_month", "cost_per_customer"]
    table = customers[customers["segment"] >= 0].merge(plans[columns], on="segment")
    due = table["contacts_per_month"] * months
    gap = table["contacts"] - due
    far = gap.abs() > np.maximum(1.0, tolerance * due)
    price = table["cost_per_customer"] / table["contacts_per_month"].replace(0, np.nan)
    return table.assign(
        due=due,
        gap=gap,
        fit=pd.Series(
            np.select([far & (gap < 0), far & (gap > 0)], [UNDER, OVER], FITS),
            index=table.index,
            dtype="str",
        ),
        cost=price * table["contacts"] / months,
    ).sort_values(["gap", "customer_id"], ignore_index=True)


def service_summary(fit: pd.DataFrame) -> pd.DataFrame:
    """Return a row per segment: contacts due and made, cost, and who is served how."""
    grouped = fit.groupby("segment")
    counted = pd.crosstab(fit["segment"], fit["fit"])
    counted = counted.reindex(columns=[UNDER, FITS, OVER], fill_value=0)
    sums = grouped.agg(
        customers=("customer_id", "size"),
        due=("due", "sum"),
        contacts=("contacts", "sum"),
        entitled_cost=("cost_per_customer", "sum"),
        cost=("cost", "sum"),
    )
    return sums.join(counted).reset_index()
