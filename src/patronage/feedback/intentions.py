"""What customers say that they will buy, and when."""

from __future__ import annotations

import pandas as pd

from patronage.feedback.answers import Answers

KIND = "intention"
LIKELY = 75.0


def intended(answers: Answers) -> pd.DataFrame:
    """Return per segment, product and item (the date meant) who intends to buy.

    `likely` is the share of answers at 75 or more of 100 points: 4 and 5 of 5.
    """
    rows = answers.of_kind(KIND).dropna(subset="points")
    named = rows.assign(product=rows["product"].fillna("").astype("str"))
    key = ["customer_id", "product", "item"]
    latest = named.sort_values([*key, "answered_day", "points"])
    latest = latest.drop_duplicates(key, keep="last")
    grouped = latest.assign(likely=latest["points"] >= LIKELY).groupby(
        ["segment", "product", "item"]
    )
    return grouped.agg(
        answers=("points", "size"), points=("points", "mean"), likely=("likely", "mean")
    ).reset_index()
