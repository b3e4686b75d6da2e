"""Candidates ranked by several criteria at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation
    from patronage.segments import FloatArray


def composite_score(table: Evaluation, rows: Any) -> tuple[FloatArray, FloatArray]:
    """Return the mean rank of `rows` over four criteria, and its standard error.

    The criteria are silhouette, Davies-Bouldin (small is good), Caliński-Harabasz and
    the bootstraps' ARI; the best row has the highest rank. Other rows get NaN.
    """
    ranks = np.array(list(_ranks(table, rows)))
    score, error = (np.full(len(rows), np.nan) for _ in range(2))
    score[rows] = ranks.mean(axis=0)
    error[rows] = ranks.std(axis=0, ddof=1) / np.sqrt(len(ranks))
    return score, error


def near_best(score: FloatArray, error: FloatArray) -> Any:
    """Say which rows reach the best score within one standard error of the best's."""
    if np.isnan(score).all():
        return np.zeros(len(score), dtype=bool)
    best = np.nanargmax(score)
    return score >= score[best] - np.nan_to_num(error[best])


def _ranks(table: Evaluation, rows: Any) -> Iterator[FloatArray]:
    for name in ("silhouette", "calinski_harabasz", "stability_ari"):
        yield rankdata(np.nan_to_num(table[name][rows], nan=-np.inf))
    yield rankdata(-np.nan_to_num(table["davies_bouldin"][rows], nan=np.inf))
