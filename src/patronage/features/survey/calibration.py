"""The attitude of those who were not asked, where behaviour can tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.impute import SimpleImputer
from sklearn.linear_model import BayesianRidge
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from patronage.ragged import ratio

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray

PROXIES = (
    "wallet_share",
    "own_brand_share",
    "full_price_share",
    "engagement_rate",
    "advocacy_rate",
    "unresolved_complaint_rate",
    "return_share",
    "category_richness",
    "own_channel_share",
)
N_FOLDS = 5
KNOWN_SHARE = 0.5
HIGHEST = 100.0


class CalibratedAttitude(BaseEstimator):
    """Attitude as told in a survey, else as behavioural proxies predict it.

    A ridge regression (of the evidence's own penalty: MacKay 1992) is fitted to those
    who answered. Others get its prediction only if it explains, in customers that it
    has not seen, `min_r2` of the differences: else they have no value. A customer also
    needs half of the proxies. A value's source can be told: who has `attitude` was
    asked, who has not is predicted.

    Makes two columns: the attitude, and the standard deviation of a prediction (NaN
    for who was asked).

    Parameters
    ----------
    attitude : str
        Column of the attitude as told, 0 to 100.
    proxies : tuple of str
        Columns to predict it from; those that are not offered are done without.
    min_r2 : float
        Least share of variance explained in five-fold cross-validation.
    min_respondents : int
        With fewer answers nothing is predicted.

    Attributes
    ----------
    r2_ : float
        The share explained; NaN where there is nothing to tell it from.
    """

    def __init__(
        self,
        attitude: str,
        *,
        proxies: tuple[str, ...] = PROXIES,
        min_r2: float = 0.10,
        min_respondents: int = 50,
    ) -> None:
        self.attitude = attitude
        self.proxies = proxies
        self.min_r2 = min_r2
        self.min_respondents = min_respondents

    def fit(self, features: pd.DataFrame) -> Self:
        """Learn from those who answered, in whatever order they stand."""
        asked = features[features[self.attitude].notna()]
        offered = [p for p in self.proxies if p in asked and asked[p].notna().any()]
        self.proxies_, self.r2_ = offered, float("nan")
        if offered and len(asked) >= self.min_respondents:
            told = asked[self.attitude].to_numpy(np.float64)
            self._learn(asked[offered].to_numpy(np.float64), told)
        return self

    @property
    def inputs(self) -> tuple[str, ...]:
        """Columns that it cannot do without, once fitted those that it reads."""
        return (self.attitude, *getattr(self, "proxies_", ()))

    @property
    def optional(self) -> tuple[str, ...]:
        """Columns that it reads where they are offered."""
        return self.proxies

    @property
    def earned_(self) -> bool:
        """Whether those who were not asked have a value."""
        return bool(self.r2_ >= self.min_r2)

    def get_feature_names_out(self) -> list[str]:
        """Names of the attitude and of its error."""
        return [f"{self.attitude}_calibrated", f"{self.attitude}_sd"]

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the attitude and its error, a row per customer."""
        told = features[self.attitude].to_numpy(np.float64)
        mean, deviation = self._predict(features)
        asked = np.isfinite(told)
        return np.column_stack(
            [np.where(asked, told, mean), np.where(asked, np.nan, deviation)]
        )

    def _learn(self, proxies: FloatArray, told: FloatArray) -> None:
        order = np.lexsort((*proxies.T, told))
        proxies, told = proxies[order], told[order]
        folds = PredefinedSplit(np.arange(len(told)) % N_FOLDS)
        unseen = cross_val_predict(_regression(), proxies, told, cv=folds)
        error, spread = ((told - at) ** 2 for at in (unseen, told.mean()))
        self.r2_ = 1 - float(ratio(error.sum(), spread.sum()))
        _, scaler, ridge = _regression().fit(proxies, told)
        self.centre_, self.scale_ = scaler.mean_, scaler.scale_
        self.slopes_, self.intercept_ = ridge.coef_, float(ridge.intercept_)
        self.covariance_, self.noise_ = ridge.sigma_, 1 / float(ridge.alpha_)

    def _predict(self, features: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
        """Row by row, so that no customer's value depends on who stands beside him."""
        nothing = np.full(len(features), np.nan)
        if not self.earned_:
            return nothing, nothing
        known = features[self.proxies_].notna().mean(axis=1) >= KNOWN_SHARE
        columns = [
            np.nan_to_num((features[name].to_numpy(np.float64) - centre) / scale)
            for name, centre, scale in zip(
                self.proxies_, self.centre_, self.scale_, strict=True
            )
        ]
        mean = self.intercept_ + _mixed(columns, self.slopes_)
        across = [_mixed(columns, row) for row in self.covariance_]
        doubt = sum(a * b for a, b in zip(across, columns, strict=True))
        deviation = np.sqrt(self.noise_ + doubt)
        return (
            np.where(known, np.clip(mean, 0, HIGHEST), np.nan),
            np.where(known, deviation, np.nan),
        )


def _mixed(columns: list[FloatArray], weights: FloatArray) -> FloatArray:
    return sum(w * column for w, column in zip(weights, columns, strict=True))


def _regression() -> Pipeline:
    filled = SimpleImputer(keep_empty_features=True)
    return make_pipeline(filled, StandardScaler(), BayesianRidge())
