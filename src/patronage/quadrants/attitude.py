"""Relative attitude: as customers tell it, and as their purchases do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.quadrants.axis import N_DRAWS, Axis, Draws
from patronage.quadrants.imagined_axis import ImaginedAxis, stream
from patronage.quadrants.survey_score import SurveyScore
from patronage.quadrants.weighted_axis import WeightedAxis

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.proxy import Proxy
    from patronage.segments import FloatArray


class AttitudeAxis(Axis):
    """Attitude out of a survey, of proxies, or of both.

    With both, z = w z_survey + (1 - w) z_proxies, each with a standard deviation of
    about 1; who has one of them alone keeps that one. A proxy is a rate given purchase
    or exposure, never a count, or attitude would be frequency in another dress.

    Parameters
    ----------
    name : str
        What the axis is called.
    proxies : mapping of str to Proxy
        The parts that behaviour tells, by the column that each stands for.
    survey : SurveyScore
        How the survey is read; by default `SurveyScore()`.
    survey_weight : float
        Share of the survey, 0 to 1, in customers who have both.
    min_columns, min_weight, min_evidence
        What the proxies need, as in `WeightedAxis`; a prediction of what customers
        would answer needs `min_evidence` too.
    random_state : int
        Seed of the draws.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        proxies: Mapping[str, Proxy],
        *,
        survey: SurveyScore | None = None,
        survey_weight: float = 0.7,
        min_columns: int = 2,
        min_weight: float = 0.5,
        min_evidence: Mapping[str, float] | None = None,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.proxies = proxies
        self.survey = survey
        self.survey_weight = survey_weight
        self.min_columns = min_columns
        self.min_weight = min_weight
        self.min_evidence = min_evidence
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Fit the survey's scale and the proxies, and bring both to one scale.

        Raises
        ------
        ConfigError
            If a share is not between 0 and 1, or no proxy has weight.
        """
        settings = self._survey_settings()
        self.proxy_axis_ = WeightedAxis(
            self.name,
            self.proxies,
            min_columns=self.min_columns,
            min_weight=self.min_weight,
            min_evidence=self.min_evidence,
            source="proxy",
            random_state=self.random_state,
        ).fit(features)
        self.survey_ = settings.fit(features)
        self.asked_ = not self.survey_.silent_
        self.measurable_ = self.asked_ or self.proxy_axis_.measurable_
        self.left_out_ = dict(self.proxy_axis_.left_out_)
        if not self.asked_:
            self.left_out_[self.survey_.column] = self.survey_.silent_
        self.weights_ = self._weights()
        self._standardise(features)
        return self

    @property
    def used_columns(self) -> list[str]:
        """The survey, and the columns that the proxies stand for."""
        survey = [self.survey_.column] if self.asked_ else []
        return survey + (self.proxy_axis_.used_columns if self._inferred else [])

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row, 0 to 1; NaN where evidence is missing."""
        told, inferred = self._survey_z(features), self._proxy_z(features)
        return ndtr(np.where(np.isnan(told), inferred, self._mix(told, inferred)))

    def sources(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return survey, calibrated, proxy or missing."""
        source = self.proxy_axis_.sources(features)
        if not self.asked_:
            return source
        answered = self.survey_.told(features)
        known = np.isfinite(self._survey_z(features))
        return np.select([known & answered, known], ["survey", "calibrated"], source)

    def draws(self, features: pd.DataFrame, n_draws: int = N_DRAWS) -> Draws:
        """Return scores as they may be given the evidence, (n rows, n_draws)."""
        inferred = self.proxy_axis_.z_draws(features, n_draws)
        if self.asked_:
            inferred -= np.float32(self.centre_)
            inferred /= np.float32(self.scale_)
            seed = self.random_state, crc32(self.survey_.column.encode())
            told = self.survey_.draws(features, n_draws, seed=seed).each
            told[np.isnan(self._survey_z(features))] = np.nan
            inferred = np.where(np.isnan(told), inferred, self._mix(told, inferred))
        return ndtr(inferred)

    @property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """The columns of the survey, and of each proxy."""
        survey = {self.survey_.column: self.survey_.reads} if self.asked_ else {}
        return {**survey, **self.proxy_axis_.reads}

    def imagined(self, features: pd.DataFrame, random_state: int) -> ImaginedAxis:
        """Draw what may be true of each customer, and what he would show again."""
        inferred, parts = self.proxy_axis_.imagined_z(features, random_state)
        if not self.asked_:
            return ImaginedAxis(ndtr(inferred), parts)
        inferred = (inferred - self.centre_) / self.scale_
        column = self.survey_.column
        part = self.survey_.imagined(features, stream(column, random_state))
        told = np.where(np.isnan(self._survey_z(features)), np.nan, part.z)
        z = np.where(np.isnan(told), inferred, self._mix(told, inferred))
        return ImaginedAxis(ndtr(z), {**parts, column: part.shown})

    def _mix(self, told: FloatArray | Draws, inferred: FloatArray | Draws) -> Any:
        """Both where both are known, else what was told."""
        share = np.float32(self.survey_weight)
        both = share * told + (1 - share) * inferred
        return np.where(np.isnan(inferred), told, both)

    def _survey_z(self, features: pd.DataFrame) -> FloatArray:
        if not self.asked_:
            return np.full(len(features), np.nan)
        counts = self.survey_.told(features) | self.proxy_axis_.has_shown(features)
        return np.where(counts, self.survey_.z(features), np.nan)

    def _proxy_z(self, features: pd.DataFrame) -> FloatArray:
        return (self.proxy_axis_.z(features) - self.centre_) / self.scale_

    def _standardise(self, features: pd.DataFrame) -> None:
        """A mean of scores varies less than one score: stretch it beside a survey."""
        self.centre_, self.scale_ = 0.0, 1.0
        z = np.sort(self.proxy_axis_.z(features))
        z = z[np.isfinite(z)]
        if self.asked_ and len(z) and z[0] < z[-1]:
            self.centre_, self.scale_ = float(z.mean()), float(z.std())

    @property
    def _inferred(self) -> bool:
        return self.proxy_axis_.measurable_

    def _weights(self) -> dict[str, float]:
        share = self.survey_weight if self.asked_ else 0.0
        if not self._inferred:
            return {self.survey_.column: 1.0} if self.asked_ else {}
        proxies = {n: (1 - share) * w for n, w in self.proxy_axis_.weights_.items()}
        return {self.survey_.column: share, **proxies} if self.asked_ else proxies

    def _survey_settings(self) -> SurveyScore:
        survey = SurveyScore() if self.survey is None else clone(self.survey)
        shares = {
            "survey_weight": self.survey_weight,
            "reliability": survey.reliability,
        }
        for setting, share in shares.items():
            if not 0 <= share <= 1:
                raise ConfigError(
                    f"quadrants: {setting} of the axis '{self.name}' should lie "
                    f"between 0 and 1; got {share}."
                )
        return survey
