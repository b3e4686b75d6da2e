"""Where each customer stood on two days: quadrants, unknown, new and lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, IntArray

STATES = pd.DataFrame(
    {
        "key": ["unknown", "new", "lost"],
        "name_en": ["Unknown", "New", "Lost"],
        "name_zh": ["未判定", "新客户", "已流失"],
    }
)
UNKNOWN, NEW, LOST = range(len(STATES))
LEAST_SILENCE_DAYS = 90.0
GAPS_OF_SILENCE = 3.0
NO_CUSTOMER = "no_purchase"


@dataclass(frozen=True, kw_only=True)
class Silence:
    """From when on a customer counts as lost: METHODS B7.

    No purchase for more than 90 days, and more than three times the customer's usual
    gap; `usual_gap_days` stands in for the gap of customers with one purchase.
    """

    usual_gap_days: float

    @classmethod
    def learned(cls, features: pd.DataFrame) -> Silence:
        """Take the median gap of the customers with several purchases."""
        gaps = features.get("interpurchase_days_mean", pd.Series(dtype=float)).dropna()
        return cls(usual_gap_days=float(gaps.median()) if len(gaps) else 0.0)

    def lost(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Say of each row whether the customer is lost; nobody is without recency."""
        if "recency_days" not in features:
            return np.zeros(len(features), dtype=bool)
        gaps = features.get(
            "interpurchase_days_mean", pd.Series(np.nan, features.index)
        )
        usual = gaps.to_numpy(np.float64, na_value=np.nan)
        usual = np.where(np.isfinite(usual), usual, self.usual_gap_days)
        limit = np.maximum(LEAST_SILENCE_DAYS, GAPS_OF_SILENCE * usual)
        silent: NDArray[np.bool_] = features["recency_days"].to_numpy(float) > limit
        return silent


def states(
    segments: pd.DataFrame, lost: NDArray[np.bool_], *, n_segments: int
) -> pd.DataFrame:
    """Return `customer_id` and `state`: the segment, or `n_segments` and above.

    Those are, in the order of `STATES`: unknown, new and lost. `lost` has a value per
    row of `segments` and goes before all else. Who never bought is no customer yet and
    has no row.
    """
    segment = segments["segment"].to_numpy(np.int64)
    without = np.where(segments["status"] == "new", NEW, UNKNOWN)
    state = np.where(segment >= 0, segment, n_segments + without)
    state = np.where(lost, n_segments + LOST, state)
    table = pd.DataFrame({"customer_id": segments["customer_id"], "state": state})
    return table[(segments["status"] != NO_CUSTOMER).to_numpy()]


def moves(
    before: pd.DataFrame, after: pd.DataFrame, *, n_segments: int
) -> pd.DataFrame:
    """Return `customer_id`, `before` and `after` of everybody known on either day.

    Who was not there before is new; who is not there any more is lost.
    """
    told = before.merge(
        after, on="customer_id", how="outer", suffixes=("_before", "_after")
    )
    told = told.sort_values("customer_id", ignore_index=True)
    absent = {"before": n_segments + NEW, "after": n_segments + LOST}
    found = {d: told[f"state_{d}"].fillna(s).astype("int64") for d, s in absent.items()}
    return told[["customer_id"]].assign(**found)


def state_names(names: pd.DataFrame) -> pd.DataFrame:
    """Return `name_en` and `name_zh` of every state: the segments', then ours."""
    columns = ["name_en", "name_zh"]
    return pd.concat([names[columns], STATES[columns]], ignore_index=True)


def counted(moved: pd.DataFrame, n_states: int) -> IntArray:
    """Count customers by state before (rows) and after (columns)."""
    return np.bincount(_cells(moved, n_states), minlength=n_states**2).reshape(
        n_states, n_states
    )


def weighed(
    moved: pd.DataFrame, weights: pd.Series[float], n_states: int
) -> FloatArray:
    """Sum `weights` (by customer id) by state before and after.

    Who has none counts nothing, nor does a weight below 0: what was paid back does not
    take spend away from others.
    """
    own = moved["customer_id"].map(weights).fillna(0.0).clip(lower=0.0)
    values = own.to_numpy(np.float64)
    total = np.bincount(_cells(moved, n_states), values, n_states**2)
    return total.astype(np.float64).reshape(n_states, n_states)


def _cells(moved: pd.DataFrame, n_states: int) -> IntArray:
    cells: IntArray = (moved["before"] * n_states + moved["after"]).to_numpy(np.int64)
    return cells
