"""Two normal distributions on one axis, of customers who count several times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from patronage.quadrants.otsu_cut import otsu_split

if TYPE_CHECKING:
    from patronage.quadrants.distinct_values import DistinctValues
    from patronage.segments import FloatArray

STARTS = (0.1, 0.3, 0.5, 0.7, 0.9)
TRIAL_STEPS, STEPS = 50, 5000
TOLERANCE = 1e-9
LEAST_SHARE = 1e-12
LEAST_VARIANCE = 1e-6
EXTRA_PARAMETERS = 3
PARTS = ("weights", "means", "sds")


@dataclass(frozen=True, kw_only=True, eq=False)
class TwoNormals:
    """Shares, means and standard deviations of two normals; the lower mean first.

    `least` is the smallest variance that they may have.
    """

    weights: FloatArray
    means: FloatArray
    sds: FloatArray
    least: float

    @classmethod
    def fit(cls, distinct: DistinctValues) -> Self:
        """Find the likeliest pair by EM from several splits of the sorted values.

        The best after 50 steps goes on until it stands still. Neither the order of
        the customers nor chance has a part in it.
        """
        place = np.cumsum(distinct.weights) / distinct.total
        splits = [int(np.searchsorted(place, share)) for share in STARTS]
        splits = [min(split, len(distinct) - 2) for split in splits]
        starts = [cls._split(distinct, s) for s in [otsu_split(distinct), *splits]]
        tried = [start.improved(distinct, steps=TRIAL_STEPS) for start in starts]
        best = max(tried, key=lambda each: each.log_likelihood(distinct))
        return best.improved(distinct)

    @classmethod
    def _split(cls, distinct: DistinctValues, last_low: int) -> Self:
        high = (np.arange(len(distinct)) > last_low) * distinct.weights
        return cls._of(distinct, high, least_variance(distinct))

    @classmethod
    def _of(cls, distinct: DistinctValues, high: FloatArray, least: float) -> Self:
        low = _normal(distinct.values, distinct.weights - high, least)
        parts = np.array([low, _normal(distinct.values, high, least)])
        shares = np.maximum(parts[:, 0] / distinct.total, LEAST_SHARE)
        return cls(weights=shares, means=parts[:, 1], sds=parts[:, 2], least=least)

    def improved(
        self, distinct: DistinctValues, steps: int = STEPS, tolerance: float = TOLERANCE
    ) -> Self:
        """Go on with EM until nothing moves by `tolerance` standard deviations."""
        scale = np.sqrt(distinct.variance)
        now = self
        for _ in range(steps):
            before = now
            high = expit(before.log_odds(distinct.values)) * distinct.weights
            now = self._of(distinct, high, self.least)
            moved = np.abs([now.means - before.means, now.sds - before.sds]).max()
            if moved <= tolerance * scale:
                break
        return now._in_order()

    def _in_order(self) -> Self:
        order = np.argsort(self.means, kind="stable")
        parts = {name: getattr(self, name)[order] for name in PARTS}
        return replace(self, **parts)

    def _log_density(self, values: Any, side: int) -> Any:
        z = (values - self.means[side]) / self.sds[side]
        return np.log(self.weights[side] / self.sds[side]) - z**2 / 2

    def log_odds(self, values: Any) -> Any:
        """Return the logarithm of the odds that a value is of the upper normal."""
        return self._log_density(values, 1) - self._log_density(values, 0)

    def log_likelihood(self, distinct: DistinctValues) -> float:
        """Return the logarithm of the likelihood of all customers."""
        low, high = (self._log_density(distinct.values, side) for side in (0, 1))
        log_density = np.logaddexp(low, high) - np.log(2 * np.pi) / 2
        return float((distinct.weights * log_density).sum())

    def bic_gain(self, distinct: DistinctValues) -> float:
        """Return by how much the BIC of one normal is above that of these two."""
        variance = distinct.variance
        one = -distinct.total / 2 * (np.log(2 * np.pi * variance) + 1)
        gain = 2 * (self.log_likelihood(distinct) - one)
        return float(gain - EXTRA_PARAMETERS * np.log(distinct.total))

    @property
    def ashman_d(self) -> float:
        """How far apart the normals are (Ashman, Bird & Zepf 1994, AJ 108:2348)."""
        away = float(self.means[1] - self.means[0])
        return float(np.sqrt(2) * away / np.sqrt((self.sds**2).sum()))

    @property
    def crossing(self) -> float | None:
        """The point between the means where both are as probable, if there is one."""
        low, high = self.means
        if not self.log_odds(low) < 0 < self.log_odds(high):
            return None
        return float(brentq(self.log_odds, low, high))


def _normal(
    values: FloatArray, weights: FloatArray, least: float
) -> tuple[float, float, float]:
    """Return weight, mean and standard deviation of one side."""
    total = max(float(weights.sum()), np.finfo(np.float64).tiny)
    mean = float((weights * values).sum()) / total
    variance = float((weights * (values - mean) ** 2).sum()) / total
    return total, mean, float(np.sqrt(max(variance, least)))


def least_variance(distinct: DistinctValues) -> float:
    """Return the smallest variance of a normal among these values.

    Values in steps of h are known to h^2/12 (Sheppard 1898): without this limit each
    answer of a questionnaire would be a normal of its own.
    """
    return max(LEAST_VARIANCE * distinct.variance, distinct.step**2 / 12)
