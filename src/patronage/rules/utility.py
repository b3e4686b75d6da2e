"""From the values of a column to utilities between 0 and 1, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import expit, logit
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError
from patronage.ranks import rank_share, reference

if TYPE_CHECKING:
    from patronage.segments import FloatArray

NORMAL_IQR = 1.349
APART = 2e-9  # shares of customers differ by more, if they differ


class RankUtility(BaseEstimator):
    """The share of customers whom a value leaves behind: (average rank - 1/2) / n."""

    def fit(self, values: FloatArray) -> Self:
        """Keep the values, to rank others against."""
        self.ordered_ = reference(values)
        return self

    def transform(self, values: FloatArray) -> FloatArray:
        """Return utilities; NaN stays NaN."""
        return rank_share(self.ordered_, values)

    def least(self, utility: float) -> float:
        """Return the least value of the fit that has this utility; NaN if none has."""
        shares = rank_share(self.ordered_, self.ordered_)
        place = np.searchsorted(shares, utility - APART)
        return float(np.append(self.ordered_, np.nan)[place])


class MinMaxUtility(BaseEstimator):
    """The place between the 1st and the 99th percentile; beyond them, 0 and 1."""

    def fit(self, values: FloatArray) -> Self:
        """Find both percentiles."""
        known = reference(values)
        ends = np.quantile(known, (0.01, 0.99)) if len(known) else (0.0, 0.0)
        self.low_, self.high_ = map(float, ends)
        return self

    def transform(self, values: FloatArray) -> FloatArray:
        """Return utilities; where all are equal, the middle."""
        width = self.high_ - self.low_
        if not width:
            return np.where(np.isnan(values), np.nan, 0.5)
        return np.clip((values - self.low_) / width, 0, 1)

    def least(self, utility: float) -> float:
        """Return the value that has this utility."""
        width = self.high_ - self.low_
        return self.low_ + utility * width if width else np.nan


class LogisticUtility(BaseEstimator):
    """1 / (1 + e^-z), z in robust standard deviations from the median."""

    def fit(self, values: FloatArray) -> Self:
        """Find the median, and the interquartile range in standard deviations."""
        known = reference(values)
        known = known if len(known) else np.zeros(1)
        quarters = np.quantile(known, (0.25, 0.5, 0.75))
        spread = (quarters[2] - quarters[0]) / NORMAL_IQR or np.ptp(known)
        self.middle_, self.scale_ = float(quarters[1]), float(spread or 1.0)
        return self

    def transform(self, values: FloatArray) -> FloatArray:
        """Return utilities; NaN stays NaN."""
        return expit((values - self.middle_) / self.scale_)

    def least(self, utility: float) -> float:
        """Return the value that has this utility; NaN for 1, which none has."""
        inside = 0 < utility < 1
        return self.middle_ + self.scale_ * float(logit(utility)) if inside else np.nan


class Share100Utility(BaseEstimator):
    """A score of 0 to 100, as it is."""

    def fit(self, values: FloatArray) -> Self:
        """Learn nothing, but see that there are scores.

        Raises
        ------
        ConfigError
            If a value is not 0 to 100.
        """
        known = reference(values)
        if len(known) and not 0 <= known[0] <= known[-1] <= 100:
            raise ConfigError(
                "the utility share100 takes scores of 0 to 100; got "
                f"{known[0]:g} to {known[-1]:g}."
            )
        return self

    def transform(self, values: FloatArray) -> FloatArray:
        """Return hundredths."""
        return np.clip(values / 100, 0, 1)

    def least(self, utility: float) -> float:
        """Return the score that has this utility."""
        return 100 * utility
