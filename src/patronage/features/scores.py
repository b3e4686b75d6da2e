"""Scores by rank, with edges frozen at fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.ranks import rank_share, reference

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class RankScore(BaseEstimator):
    """Score 1 to `n_scores` by average rank among the customers of the fit.

    score = min(q, 1 + floor(q (rank - 1/2) / n)): equal values get equal scores, and a
    score may stay empty where many values are tied (unlike quantile bins, which then
    break). The reference is frozen, so scores of other periods are comparable.

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
        """Keep the values to rank against."""
        self.reference_ = reference(features[self.column].to_numpy(np.float64))
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row; NaN where the value is missing."""
        values = features[self.column].to_numpy(np.float64)
        share = rank_share(self.reference_, values)
        score = np.minimum(self.n_scores, 1 + np.floor(self.n_scores * share))
        return self.n_scores + 1 - score if self.smaller_is_better else score
