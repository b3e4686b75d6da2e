"""Sixty customers of a shop, who buy in their own rhythm for a year."""

import pandas as pd

from patronage import Study

FIRST = pd.Timestamp("2024-01-01")
COLUMNS = {"customer_id": "who", "ordered_at": "day", "amount": "paid"}


def transactions() -> pd.DataFrame:
    """A row per order: `who`, `day`, `paid`."""
    rows = [
        (f"c{number:02d}", FIRST + pd.Timedelta(days=day), 10.0 + number + day % 7)
        for number in range(60)
        for day in range(number % 10, 366, 8 + number * 7 % 41)
    ]
    return pd.DataFrame(rows, columns=["who", "day", "paid"])


def study() -> Study:
    """A study of it whose intervals are quick, and rough."""
    quick = ("n_bootstraps=3", "compare.resamples=20")
    return Study.from_frame(
        transactions(), *quick, **COLUMNS, currency="EUR", name="shop"
    )
