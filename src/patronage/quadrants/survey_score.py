"""Attitude as told in a survey: its score, and what the answers leave open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.quadrants.evidence import distinct, evenly
from patronage.quadrants.gamma_draws import normal_draws
from patronage.quadrants.imagined_axis import ImaginedPart
from patronage.quadrants.proxy import (
    ABSENT,
    EMPTY,
    EQUAL,
    REFERENCE_DRAWS,
    REFERENCE_SEED,
    ScoreDraws,
    check_columns,
)
from patronage.quadrants.rank_normal import MOST, RankNormal

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.gamma_draws import Seed
    from patronage.segments import FloatArray

LEAST_ITEMS = 3
ITEMS = (
    "survey_preference",
    "survey_recommendation",
    "survey_satisfaction",
    "survey_trust",
)


class SurveyScore(BaseEstimator):
    """Rank-normal score of an answer, or of what behaviour predicts of it.

    An answer is uncertain by the standard error of measurement, sd sqrt(1 - alpha)
    (Lord & Novick 1968), where alpha is Cronbach's of at least three items, else
    `reliability`; a prediction by the error that stands beside it.

    Parameters
    ----------
    column : str
        The attitude as told; beside it `<column>_calibrated` and `<column>_sd` may be
        offered: as told, else as predicted, and the prediction's error.
    reliability : float
        Of a scale of fewer than three items.
    items : sequence of str
        Columns of the items.

    Attributes
    ----------
    silent_ : str
        Why it says nothing; empty where it does.
    error_ : float
        Standard error of an answer.
    """

    def __init__(
        self,
        column: str = "survey_attitude",
        *,
        reliability: float = 0.7,
        items: Sequence[str] = ITEMS,
    ) -> None:
        self.column = column
        self.reliability = reliability
        self.items = items

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Keep the answers to rank against, and measure how reliable they are."""
        self.silent_ = ABSENT
        if self.column not in features:
            return self
        told = features[self.column].to_numpy(np.float64)
        self.ranks_ = RankNormal().fit(told)
        self.silent_ = "" if self.ranks_.varies_ else EQUAL
        if not len(self.ranks_.points_):
            self.silent_ = EMPTY
            return self
        self.predicts_ = f"{self.column}_calibrated" in features
        alpha = self._alpha(features)
        self.reliability_ = float(np.clip(alpha, 0, 1))
        spread = np.sort(told[np.isfinite(told)]).std()
        self.error_ = float(spread * np.sqrt(1 - self.reliability_))
        self.drawn_ranks_ = self._drawn_ranks(told[np.isfinite(told)])
        return self

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns that a score needs."""
        beside = (f"{self.column}_calibrated", f"{self.column}_sd")
        return (self.column, *(beside if self.predicts_ else ()))

    def told(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Mark who has answered."""
        return np.isfinite(features[self.column].to_numpy(np.float64))

    def z(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row; NaN without an answer or a prediction."""
        check_columns(features, self.reads, self.column)
        return self.ranks_.transform(self._values(features))

    def draws(self, features: pd.DataFrame, n_draws: int, *, seed: Seed) -> ScoreDraws:
        """Draw attitudes about the one told or predicted."""
        error = self._errors(features)
        values = np.nan_to_num(self._values(features))
        (centres, errors), place = distinct([values, error])
        normal = normal_draws(n_draws, seed=seed)
        drawn = centres[:, None] + errors[:, None] * normal
        return ScoreDraws(self.drawn_ranks_.transform(drawn).astype(np.float32), place)

    def imagined(
        self, features: pd.DataFrame, rng: np.random.Generator
    ) -> ImaginedPart:
        """Draw true attitudes, and what would be answered once more.

        A prediction stays: it does not scatter about the truth, the truth does about
        it (Berkson 1950, JASA 45:164).
        """
        values, errors = np.nan_to_num(self._values(features)), self._errors(features)
        noise = rng.standard_normal((2, len(features)))
        truth = values + errors * noise[0]
        again = np.where(self.told(features), truth + self.error_ * noise[1], np.nan)
        shown = {self.column: again}
        if self.predicts_:
            name = f"{self.column}_calibrated"
            predicted = features[name].to_numpy(np.float64)
            shown[name] = np.where(self.told(features), again, predicted)
        return ImaginedPart(self.drawn_ranks_.transform(truth), shown)

    def _errors(self, features: pd.DataFrame) -> FloatArray:
        """The standard error of each answer or prediction."""
        error = np.full(len(features), self.error_)
        if not self.predicts_:
            return error
        predicted = features[f"{self.column}_sd"].to_numpy(np.float64)
        return np.where(self.told(features), error, np.nan_to_num(predicted))

    def _drawn_ranks(self, told: FloatArray) -> RankNormal:
        """Rank draws among draws, as proxies do."""
        if not self.error_:
            return self.ranks_
        (values,) = evenly([told], MOST)
        normal = normal_draws(REFERENCE_DRAWS, seed=REFERENCE_SEED)
        drawn = values[:, None] + self.error_ * normal
        return RankNormal().fit(drawn.ravel())

    def _values(self, features: pd.DataFrame) -> FloatArray:
        column = f"{self.column}_calibrated" if self.predicts_ else self.column
        return features[column].to_numpy(np.float64)

    def _alpha(self, features: pd.DataFrame) -> float:
        """Cronbach's alpha of those who answered all items that were asked."""
        asked = [i for i in self.items if i in features and features[i].notna().any()]
        if len(asked) < LEAST_ITEMS:
            return self.reliability
        answers = features[asked].dropna().to_numpy(np.float64)
        answers = answers[np.lexsort(answers.T)]
        total = answers.sum(1).var() if len(answers) else 0.0
        if total == 0:
            return self.reliability
        k = len(asked)
        return float(k / (k - 1) * (1 - answers.var(0).sum() / total))
