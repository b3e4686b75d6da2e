"""Scores by rank, with edges frozen at fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray

MOST_SCORES = 9  # one digit each in a cell such as 555


class RankScore(BaseEstimator):
    """Score 1 to `n_scores` by average rank among the customers of the fit.

    score = min(q, 1 + floor(q (rank - 1/2) / n)): equal values get equal scores, and a
    score may stay empty where many values are tied (unlike quantile bins, which then
    break). Frozen are not the ranks but `edges_`, the smallest number of each score
    from 2 to q: they give any value, also one between those of the fit, the score that
    its rank would.

    Parameters
    ----------
    column : str
        What is ranked.
    n_scores : int
        q, 5 by custom (Hughes 1994).
    smaller_is_better : bool
        Reverse the score, as for recency.
    """

    def __init__(
        self, column: str, *, n_scores: int = 5, smaller_is_better: bool = False
    ) -> None:
        self.column = column
        self.n_scores = n_scores
        self.smaller_is_better = smaller_is_better

    def fit(self, features: pd.DataFrame) -> Self:
        """Find the edges; missing values have no rank.

        Raises
        ------
        ConfigError
            If there are not 2 to 9 scores.
        """
        check_n_scores(self.n_scores)
        values = features[self.column].to_numpy(np.float64)
        self.edges_ = rank_edges(values[np.isfinite(values)], self.n_scores)
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row; NaN where the value is missing."""
        values = features[self.column].to_numpy(np.float64)
        score = 1.0 + np.searchsorted(self.edges_, values, side="right")
        score = self.n_scores + 1 - score if self.smaller_is_better else score
        return np.where(np.isnan(values), np.nan, score)


def rank_edges(values: FloatArray, n_scores: int) -> FloatArray:
    """Return the smallest number of each score from 2 to `n_scores`, ascending.

    Where a score begins above a value but not at it, its edge is the next float.
    Without values every number has score 1.
    """
    distinct, counts = np.unique(values, return_counts=True)
    up_to, n = np.cumsum(counts), len(values)
    at = 1 + n_scores * (2 * up_to - counts) // (2 * max(n, 1))
    above = 1 + n_scores * up_to // max(n, 1)
    numbers = np.column_stack((distinct, np.nextafter(distinct, np.inf))).ravel()
    scores = np.column_stack((at, above)).ravel()
    first = np.searchsorted(scores, np.arange(2, n_scores + 1))
    return np.append(numbers, np.inf)[first]


def check_n_scores(n_scores: int) -> None:
    """Refuse a number of scores that cannot rank, or has no digit.

    Raises
    ------
    ConfigError
        If it is not 2 to 9.
    """
    if not 2 <= n_scores <= MOST_SCORES:
        raise ConfigError(
            f"features: 'n_scores' should be 2 to {MOST_SCORES}; got {n_scores}."
        )
