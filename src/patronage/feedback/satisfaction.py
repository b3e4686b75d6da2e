"""How satisfied customers are, and what their satisfaction hangs on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patronage.feedback.answers import Answers, pivot
from patronage.intervals import wilson

KIND, OVERALL = "satisfaction", "overall"
TOP = 2
FEWEST = 30


def top_boxes(answers: Answers) -> pd.DataFrame:
    """Return per segment and item the share of answers in the two best boxes.

    `low` and `high` are Wilson's 95 % interval. A box is a whole step of the item's
    scale: of 1 to 5 the two best are 4 and 5.
    """
    rows = answers.latest(KIND)
    best = np.where(rows["reversed"].astype("boolean").fillna(False), -1, 1)
    edge = np.where(best > 0, rows["scale_high"], rows["scale_low"])
    top = (edge - rows["score"]) * best < TOP
    grouped = rows.assign(top=top).groupby(["segment", "item"])
    table = grouped.agg(answers=("top", "size"), share=("top", "mean")).reset_index()
    low, high = wilson(
        table["share"].to_numpy(float), table["answers"].to_numpy(np.int64)
    )
    return table.assign(low=low, high=high)


def importance(answers: Answers) -> pd.DataFrame:
    """Return per item how well we do, and how far overall satisfaction goes with it.

    `performance` is the mean in points, `importance` the correlation with the overall
    answer (derived, not stated), `advice` the quarter of Martilla & James (1977,
    Journal of Marketing 41:77) about the means of both: concentrate, keep_up,
    low_priority, possible_overkill. Items that fewer than 30 customers have answered
    beside the overall question are left out.
    """
    rows = answers.latest(KIND)
    table = pivot(rows)
    if OVERALL not in table:
        return _none()
    overall = table.pop(OVERALL)
    both = table.where(overall.notna())
    found = pd.DataFrame(
        {
            "item": table.columns.astype("str"),
            "answers": both.notna().sum().to_numpy(),
            "performance": both.mean().to_numpy(float),
            "importance": _correlations(both, overall),
        }
    ).dropna(ignore_index=True)
    weighty = found["importance"] >= found["importance"].mean()
    well = found["performance"] >= found["performance"].mean()
    advice = np.select(
        [weighty & ~well, weighty & well, ~weighty & ~well],
        ["concentrate", "keep_up", "low_priority"],
        "possible_overkill",
    )
    return found.assign(advice=advice)


def _correlations(table: pd.DataFrame, overall: pd.Series) -> list[float]:
    """Of each item with the overall answer; NaN for few, and where nothing varies."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return [each.corr(overall, min_periods=FEWEST) for _, each in table.items()]


def _none() -> pd.DataFrame:
    columns = ["item", "answers", "performance", "importance", "advice"]
    return pd.DataFrame({name: [] for name in columns})
