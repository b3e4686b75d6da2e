"""The 125 cells of recency, frequency and money, counted."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.features.rfm import SCORES
from patronage.rfm_groups import N_NAMED_SCORES, RFM_GROUPS, rfm_group

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

__all__ = ["N_NAMED_SCORES", "rfm_cells"]


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
