"""The answers and complaints that can be told on a day, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.segments import FloatArray

OWN = "own"
OPTIONAL = ["resolved_day", "contacts_needed", "product"]
BROAD = ("complaint", "suggestion", "question")


@dataclass(frozen=True)
class Answers:
    """Feedback up to `as_of`, of the days before it that are still fresh.

    `table` holds the columns of the contract `feedback`, days as timestamps, with the
    `segment` of who said it (-1: none), and `points`: the score as a percentage of the
    scale it was given on, the best at 100 (POMP: percent of maximum possible, Cohen et
    al. 1999, Multivariate Behavioral Research 34:315).
    """

    table: pd.DataFrame
    as_of: pd.Timestamp

    @classmethod
    def of(
        cls,
        feedback: pd.DataFrame,
        segments: pd.DataFrame,
        *,
        as_of: pd.Timestamp,
        window_days: int,
    ) -> Answers:
        """Take what was said of us in the `window_days` up to `as_of`."""
        own = feedback["subject"].fillna(OWN) == OWN
        day = pd.to_datetime(feedback["answered_day"])
        fresh = (day <= as_of) & (day > as_of - pd.Timedelta(days=window_days))
        offered = feedback.columns.union(OPTIONAL, sort=False)
        said = feedback[own & fresh].reindex(columns=offered)
        known = segments.set_index("customer_id")["segment"]
        resolved = pd.to_datetime(said["resolved_day"])
        table = said.assign(
            answered_day=day[said.index],
            resolved_day=resolved.where(resolved <= as_of),
            segment=said["customer_id"].map(known).fillna(-1).astype("int64"),
            points=points(said),
        )
        return cls(table.reset_index(drop=True), as_of)

    def of_kind(self, *kinds: str) -> pd.DataFrame:
        """Rows of these kinds, from customers in a segment."""
        rows = self.table["kind"].isin(kinds) & (self.table["segment"] >= 0)
        return self.table[rows]

    def latest(self, kind: str) -> pd.DataFrame:
        """The latest answer of each customer to each item of a kind."""
        rows = self.of_kind(kind).dropna(subset="points")
        ordered = rows.sort_values(["customer_id", "item", "answered_day", "points"])
        return ordered.drop_duplicates(["customer_id", "item"], keep="last")


def points(feedback: pd.DataFrame) -> FloatArray:
    """Return scores as percentages of their scales, those of reversed items turned."""
    low, high, score = (
        pd.to_numeric(feedback[name]).to_numpy(float)
        for name in ("scale_low", "scale_high", "score")
    )
    width = np.where(high > low, high - low, np.nan)
    share = 100 * (score - low) / width
    turned = feedback["reversed"].astype("boolean").fillna(False).to_numpy(bool)
    return np.where(turned, 100 - share, share)


def pivot(rows: pd.DataFrame, items: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a row per customer, a column per item: the points of his answers."""
    table = rows.set_index(["customer_id", "item"])["points"].unstack("item")  # noqa: PD010 - nothing is aggregated
    return table if items is None else table.reindex(columns=list(items))
