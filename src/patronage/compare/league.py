"""Schemes in an order, metric by metric: equal ranks where intervals overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patronage.segments import FloatArray

BETTER_MORE = (
    "future/gini",
    "future/r2",
    "future/spearman",
    "future/retention_auc",
    "future/lift_top",
    "quality/silhouette",
    "stability/ari",
    "stability/jaccard_min",
    "coverage/placed",
    "quality/surrogate_fidelity",
    "quality/eta2_median",
    "size/entropy",
    "kotler/met",
)
BETTER_LESS = ("flapping/steady", "simplicity/rule_length")
RANKED = (*BETTER_MORE, *BETTER_LESS)
FIRST = RANKED[0]
SHOWN = (
    *RANKED,
    "future/eta2",
    "future/epsilon2",
    "quality/davies_bouldin",
    "stability/jaccard_mean",
    "flapping/all",
    "size/k",
    "size/min_share",
    "size/max_share",
    "simplicity/columns",
    "kotler/judged",
    "kotler/measurable",
    "kotler/substantial",
    "kotler/accessible",
    "kotler/differentiable",
    "kotler/actionable",
    "cost/per_month",
)
COLUMNS = ["scheme", "metric", "value", "low", "high", "rank"]


def scorecards(each: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put scorecards by scheme into one table, with the rank in each metric.

    A rank is 1 more than the number of schemes that are clearly better, whose interval
    lies beyond one's own: where intervals overlap, ranks are equal. A value without
    an interval is its own. Metrics that have no better side have no rank.
    """
    tables = [card.assign(scheme=name) for name, card in each.items()]
    every = pd.concat(tables, ignore_index=True)
    every["rank"] = np.nan
    for metric, rows in every.groupby("metric").groups.items():
        if metric in RANKED:
            every.loc[rows, "rank"] = clear_ranks(every.loc[rows], str(metric))
    return every[COLUMNS]


def clear_ranks(of_metric: pd.DataFrame, metric: str) -> FloatArray:
    """Rank the rows of one metric as `scorecards` does, NaN without a value."""
    sign = -1.0 if metric in BETTER_LESS else 1.0
    value = of_metric["value"].to_numpy(float)
    ends = [
        sign * of_metric[end].fillna(of_metric["value"]).to_numpy(float)
        for end in ("low", "high")
    ]
    least, most = np.minimum(*ends), np.maximum(*ends)
    better = least[None, :] > most[:, None]
    return np.where(np.isnan(value), np.nan, 1.0 + better.sum(1))


def in_order(scorecards: pd.DataFrame, by: str) -> list[str]:
    """Return the schemes by rank, then by value; those without a value at the end."""
    sign = 1.0 if by in BETTER_LESS else -1.0
    known = scorecards[(scorecards["metric"] == by) & scorecards["value"].notna()]
    signed = known.assign(value=sign * known["value"])
    first = signed.sort_values(["rank", "value"], kind="stable")["scheme"]
    return list(dict.fromkeys([*first, *scorecards["scheme"]]))
