"""The 125 cells of recency, frequency and money in ten named groups."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.features.rfm import SCORES
from patronage.segments import SegmentName

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

N_NAMED_SCORES = 5

RFM_GROUPS = (
    SegmentName(key="champions", en="Champions", zh="重要价值客户"),
    SegmentName(key="loyal", en="Loyal customers", zh="忠诚客户"),
    SegmentName(key="potential", en="Potential loyalists", zh="潜在忠诚客户"),
    SegmentName(key="new", en="New customers", zh="新客户"),
    SegmentName(key="promising", en="Promising", zh="有潜力客户"),
    SegmentName(key="attention", en="Need attention", zh="需要关注客户"),
    SegmentName(key="about_to_sleep", en="About to sleep", zh="即将沉睡客户"),
    SegmentName(key="at_risk", en="At risk", zh="流失风险客户"),
    SegmentName(key="cannot_lose", en="Can't lose them", zh="不可流失客户"),
    SegmentName(key="hibernating", en="Hibernating", zh="沉睡客户"),
)

# The customary map of ten groups. A row per score of recency, a column per score of
# patronage: the mean of frequency and money, halves rounded up.
GRID = {
    5: ("new", "potential", "potential", "champions", "champions"),
    4: ("promising", "potential", "potential", "loyal", "loyal"),
    3: ("about_to_sleep", "about_to_sleep", "attention", "loyal", "loyal"),
    2: ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
    1: ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
}


def rfm_group(recency: IntArray, frequency: IntArray, monetary: IntArray) -> IntArray:
    """Return the place in `RFM_GROUPS` of customers with these scores of 1 to 5."""
    order = [name.key for name in RFM_GROUPS]
    places = [[order.index(key) for key in GRID[r]] for r in sorted(GRID)]
    patronage = (frequency + monetary + 1) // 2
    return np.array(places, np.int64)[recency - 1, patronage - 1]


def rfm_cells(features: pd.DataFrame) -> pd.DataFrame:
    """Return every cell, best first: its scores, name, customers and spend.

    `features` holds the columns of `RFMScores` with five scores, and may hold
    `monetary_total`: without it the share of revenue is missing. Shares are of the
    customers who have scores.

    Raises
    ------
    ConfigError
        If there are other scores than 1 to 5, which the names are for.
    """
    scored = features[features["rfm_cell"].notna()]
    _check_scores(scored)
    table = _all_cells()
    place = pd.Index(table["cell"]).get_indexer(scored["rfm_cell"].astype(np.int64))
    customers = np.bincount(place, minlength=len(table))
    return table.assign(
        customers=customers,
        share=_shares(customers.astype(np.float64)),
        revenue_share=_revenue_shares(scored, place, len(table)),
    )


def _all_cells() -> pd.DataFrame:
    best_first = range(N_NAMED_SCORES, 0, -1)
    scores = np.array(list(product(best_first, repeat=len(SCORES))), np.int64)
    names = [RFM_GROUPS[group] for group in rfm_group(*scores.T)]
    return pd.DataFrame(
        {
            "cell": scores @ [100, 10, 1],
            **dict(zip(SCORES, scores.T, strict=True)),
            "key": [name.key for name in names],
            "name_en": [name.en for name in names],
            "name_zh": [name.zh for name in names],
        }
    )


def _check_scores(scored: pd.DataFrame) -> None:
    found = set(np.unique(scored[list(SCORES)].to_numpy()))
    if not found <= set(range(1, N_NAMED_SCORES + 1)):
        raise ConfigError(
            f"the names of RFM cells are for {N_NAMED_SCORES} scores; got "
            f"{max(found):.0f}."
        )


def _revenue_shares(scored: pd.DataFrame, place: IntArray, n_cells: int) -> FloatArray:
    if "monetary_total" not in scored:
        return np.full(n_cells, np.nan)
    money = scored["monetary_total"].fillna(0.0).to_numpy(np.float64)
    return _shares(np.bincount(place, money, n_cells).astype(np.float64))


def _shares(sums: FloatArray) -> FloatArray:
    total = sums.sum()
    return sums / total if total > 0 else np.full(len(sums), np.nan)
