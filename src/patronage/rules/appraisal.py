"""What customers are worth: weighted utilities of several indicators."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, clone

from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.rules.indicator import Indicator
    from patronage.rules.region import RegionalAdjustment
    from patronage.segments import FloatArray
    from patronage.weights import Weighting

SLACK = 1e-9
DECIMALS = 12  # below them, values differ by rounding alone


@dataclass(frozen=True)
class Appraised:
    """Values of n customers, and what they are made of.

    `utilities` (n, p) are NaN where an indicator is not known, `weights` (n, p) are 0
    there and sum to 1. `coverage` is the share of the full weight that is known.
    """

    value: FloatArray
    coverage: FloatArray
    utilities: FloatArray
    weights: FloatArray


class Appraisal(BaseEstimator):
    """Sum weighted utilities: V_i = sum over j of w_j,g(i) u_j(x_ij).

    Weights are shared anew among the indicators that are known of a customer; where
    these are less than `coverage` of the full weight, the value is NaN.

    Parameters
    ----------
    indicators : mapping of str to Indicator
        By name; one that is None is no part of it.
    weighting : Weighting
        Fitted on utilities, in which what is missing stands at the mean, and what no
        customer has at one half.
    region : RegionalAdjustment, optional
        Fine tuning by region.
    coverage : float
        Least share of the weight.
    """

    def __init__(
        self,
        indicators: Mapping[str, Indicator | None],
        weighting: Weighting,
        *,
        region: RegionalAdjustment | None = None,
        coverage: float = 0.5,
    ) -> None:
        self.indicators = indicators
        self.weighting = weighting
        self.region = region
        self.coverage = coverage

    def fit(self, known: pd.DataFrame) -> Self:
        """Learn utilities, then weights, from customers with status "ok".

        Raises
        ------
        ConfigError
            If the features have none of the indicators.
        """
        asked = {n: i for n, i in self.indicators.items() if i is not None}
        chosen = {n: clone(i).choose(known, n) for n, i in asked.items()}
        self.indicators_ = {
            name: indicator
            for name, indicator in chosen.items()
            if indicator.column_ and np.isfinite(indicator.numbers(known)).any()
        }
        self._check(known)
        regions = self.regions(known)
        self.region_ = None
        if self.region is not None:
            self.region_ = clone(self.region).fit(regions, self.names)
        for name, indicator in self.indicators_.items():
            self._fit_indicator(name, indicator, known, regions)
        self._weigh(self._utilities(known, regions))
        return self

    @property
    def names(self) -> list[str]:
        """Names of all indicators, in the order of weights."""
        return [name for name, each in self.indicators.items() if each is not None]

    @property
    def absent(self) -> list[str]:
        """Names of those that no customer of the fit has."""
        return [name for name in self.names if name not in self.indicators_]

    @property
    def active(self) -> list[str]:
        """Names of those that have weight, and by which customers differ."""
        return [
            name
            for name, weight in zip(self.names, self.weights_, strict=True)
            if weight > 0 and self.varies_.get(name, False)
        ]

    def __call__(self, features: pd.DataFrame) -> Appraised:
        """Return the value of each row."""
        regions = self.regions(features)
        utilities = self._utilities(features, regions)
        return self._summed(utilities, self._weights(regions))

    def adjusted(
        self, features: pd.DataFrame, name: str, regions: NDArray[np.str_]
    ) -> FloatArray:
        """Return an indicator's values, as they are compared between customers."""
        values = self.indicators_[name].numbers(features)
        if self.region_ is None:
            return values
        return self.region_.adjusted(name, values, regions)

    def needed(self, name: str, utility: float, region: str) -> float:
        """Return the value of an indicator that just has this utility, NaN if none."""
        value = self.indicators_[name].needed(utility)
        if self.region_ is None:
            return value
        return self.region_.undone(name, value, region)

    def _fit_indicator(
        self,
        name: str,
        indicator: Indicator,
        known: pd.DataFrame,
        regions: NDArray[np.str_],
    ) -> None:
        if self.region_ is not None:
            self.region_.fit_values(name, indicator.numbers(known), regions)
        indicator.fit(self.adjusted(known, name, regions))

    def regions(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return each customer's region; empty where nothing is tuned by it."""
        if self.region is None:
            return np.full(len(features), "")
        return self.region.regions(features)

    def _weights(self, regions: NDArray[np.str_]) -> FloatArray:
        if self.region_ is None:
            return np.tile(self.weights_, (len(regions), 1))
        return self.region_.weights(self.weights_, self.names, regions)

    def _summed(self, utilities: FloatArray, weights: FloatArray) -> Appraised:
        offered = weights * np.isfinite(utilities)
        known = _row_sums(offered)
        own = np.divide(
            offered, known[:, None], out=np.zeros_like(weights), where=offered > 0
        )
        value = np.round(_row_sums(own * np.nan_to_num(utilities)), DECIMALS)
        enough = (known >= self.coverage - SLACK) & (known > 0)
        return Appraised(np.where(enough, value, np.nan), known, utilities, own)

    def _utilities(
        self, features: pd.DataFrame, regions: NDArray[np.str_]
    ) -> FloatArray:
        """Utilities (n, p), a column of NaN for what no customer has."""
        columns = [
            self.indicators_[name].transform(self.adjusted(features, name, regions))
            if name in self.indicators_
            else np.full(len(features), np.nan)
            for name in self.names
        ]
        return np.column_stack(columns)

    def _weigh(self, utilities: FloatArray) -> None:
        self.varies_ = {
            name: bool(np.ptp(column[np.isfinite(column)]) > 0)
            for name, column in zip(self.names, utilities.T, strict=True)
            if np.isfinite(column).any()
        }
        filled = np.column_stack([_filled(column) for column in utilities.T])
        self.weighting_ = clone(self.weighting).fit(filled, self.names)
        self.weights_ = self.weighting_.weights_

    def _check(self, known: pd.DataFrame) -> None:
        if not 0 <= self.coverage <= 1:
            raise ConfigError(f"coverage should be a share; got {self.coverage}.")
        if self.indicators_:
            return
        asked = [c for n, i in self.indicators.items() if i for c in i.columns or [n]]
        close = [difflib.get_close_matches(c, map(str, known), n=1) for c in asked]
        found = next((match[0] for match in close if match), "")
        hint = f" (found: '{found}', did you mean it?)" if found else ""
        raise ConfigError(
            f"a value needs one of the columns {', '.join(asked)}, with values; the "
            f"features have none{hint}."
        )


def _filled(column: FloatArray) -> FloatArray:
    """Missing utilities at the mean of the known, else at one half."""
    known = np.sort(column[np.isfinite(column)])
    return np.where(np.isnan(column), known.mean() if len(known) else 0.5, column)


def _row_sums(table: FloatArray) -> FloatArray:
    """Add columns in their order, so that a row's sum is the same in any batch."""
    return sum(table.T, np.zeros(len(table)))
