"""What customers say of us, by their own answers."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.features.survey.answers import Answers
from patronage.features.survey.calibration import CalibratedAttitude
from patronage.features.survey.decay import Decay
from patronage.ragged import ratio
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

WEIGHTS = {
    "preference": 0.35,
    "recommendation": 0.25,
    "satisfaction": 0.25,
    "trust": 0.15,
}
FEEDBACK = ("feedback",)
ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class SurveyFeatures:
    """Measure attitude by what customers answered, 0 to 100.

    Answers of the whole past count, the younger the more, each as the percentage of
    its scale (POMP) and relative to the best competitor that the customer judged too.

    `weights` are those of the kinds of feedback that make the attitude, `WEIGHTS` where
    none are given; price_tolerance counts as trust unless it is named. Half of the
    weight must be answered.
    """

    weights: Mapping[str, float] | None = None
    half_life_days: float = 180
    max_age_days: int = 730

    def __post_init__(self) -> None:
        """Refuse weights that weigh nothing."""
        if self.weights is not None and min(self.weights.values(), default=0) <= 0:
            raise ConfigError(
                f"survey.weights should be above 0; got {dict(self.weights)}."
            )

    @property
    def shares(self) -> Mapping[str, float]:
        """The weights that count."""
        return WEIGHTS if self.weights is None else self.weights

    @property
    def columns(self) -> tuple[Column, ...]:
        """The attitude, its parts, and what they rest on."""
        parts = (_points(f"survey_{part}", f"{part}, as told") for part in self.shares)
        return (
            _points("survey_attitude", "attitude, as told"),
            *parts,
            _evidence("survey_answers", "answers", "answers on attitude that count"),
            _evidence("survey_age_days", "days", "age of the youngest answer"),
            Column(
                "survey_attitude_calibrated",
                "points",
                "attitude as told, else as behaviour predicts it",
                FEEDBACK,
                "score",
            ),
            _evidence("survey_attitude_sd", "points", "error of a prediction"),
        )

    @property
    def learned(self) -> dict[str, Learned]:
        """The attitude of those who did not answer, where it can be told."""
        return {"survey_attitude_calibrated": CalibratedAttitude("survey_attitude")}

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return the attitude and its parts; nothing where nobody could answer."""
        if not batch.has("feedback"):
            return {}
        decay = Decay(
            half_life_days=self.half_life_days, max_age_days=self.max_age_days
        )
        answers = Answers.of(batch.history, tuple(self.shares), decay)
        parts = dict(answers.scores())
        return {
            "survey_attitude": self._attitude(parts),
            **{f"survey_{part}": score for part, score in parts.items()},
            "survey_answers": answers.count,
            "survey_age_days": batch.as_of - answers.youngest_day,
        }

    def _attitude(self, parts: Mapping[str, FloatArray]) -> FloatArray:
        """Mean of the parts answered; NaN below half of the weight."""
        weighed = [(weight, parts[part]) for part, weight in self.shares.items()]
        present = _added([weight * np.isfinite(score) for weight, score in weighed])
        points = _added([weight * np.nan_to_num(score) for weight, score in weighed])
        enough = present >= sum(self.shares.values()) / 2 - ROUNDING
        return np.where(enough, ratio(points, present), np.nan)


def _added(columns: list[FloatArray]) -> FloatArray:
    return functools.reduce(np.add, columns)


def _points(name: str, meaning: str) -> Column:
    return Column(name, "points", meaning, FEEDBACK)


def _evidence(name: str, unit: str, meaning: str) -> Column:
    return Column(name, unit, meaning, FEEDBACK, "evidence")
