"""Recency, frequency and money as scores, as a cell and as one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError
from patronage.features.scores import RankScore

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray

SCORES = ("recency_score", "frequency_score", "monetary_score")
EQUAL = (1.0, 1.0, 1.0)


class RFMScores(BaseEstimator):
    """Score recency, frequency and money by rank (Hughes 1994), with frozen edges.

    Beside the three scores: `rfm_cell`, their digits as a number (555 is the best of
    five scores), and `rfm_score`, their weighted mean.

    Parameters
    ----------
    recency, frequency, monetary : str
        What is ranked: days since the last purchase (the fewer the better), purchase
        occasions, and money.
    n_scores : int
        Scores of each, 2 to 9.
    weights : sequence of 3 floats
        What recency, frequency and money count for in `rfm_score`, in proportion.
    """

    def __init__(
        self,
        recency: str = "recency_days",
        frequency: str = "purchase_days",
        monetary: str = "monetary_total",
        *,
        n_scores: int = 5,
        weights: Sequence[float] = EQUAL,
    ) -> None:
        self.recency = recency
        self.frequency = frequency
        self.monetary = monetary
        self.n_scores = n_scores
        self.weights = weights

    def fit(self, features: pd.DataFrame) -> Self:
        """Find the edges of the three scores.

        Raises
        ------
        ConfigError
            If there are not 2 to 9 scores, or the weights are not three shares.
        """
        check_weights(self.weights)
        self.recency_ = RankScore(
            self.recency, n_scores=self.n_scores, smaller_is_better=True
        ).fit(features)
        self.frequency_, self.monetary_ = (
            RankScore(column, n_scores=self.n_scores).fit(features)
            for column in (self.frequency, self.monetary)
        )
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return three scores, cell and weighted score of each row."""
        fitted = (self.recency_, self.frequency_, self.monetary_)
        recency, frequency, monetary = (score.transform(features) for score in fitted)
        weights = np.asarray(self.weights, np.float64)
        r, f, m = weights / weights.sum()
        cell = 100 * recency + 10 * frequency + monetary
        score = r * recency + f * frequency + m * monetary
        return np.column_stack((recency, frequency, monetary, cell, score))

    def get_feature_names_out(self) -> list[str]:
        """Names of the columns that `transform` returns."""
        return [*SCORES, "rfm_cell", "rfm_score"]


def check_weights(weights: Sequence[float]) -> None:
    """Refuse weights that are not three shares of a whole.

    Raises
    ------
    ConfigError
        If there are not three, or one is negative, or all are 0.
    """
    if len(weights) != len(SCORES) or min(weights) < 0 or not sum(weights) > 0:
        raise ConfigError(
            "features: 'score_weights' should be three numbers, for recency, frequency "
            f"and money, at least 0 and not all 0; got {list(weights)}."
        )
