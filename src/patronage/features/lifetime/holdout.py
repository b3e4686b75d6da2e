"""What a lifetime model would have foretold of the last quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import spearmanr
from sklearn.base import clone

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features.lifetime.clock import Clock
    from patronage.features.lifetime.estimator import LifetimeEstimator
    from patronage.segments import FloatArray


def holdout_check(
    estimator: LifetimeEstimator, features: pd.DataFrame, clock: Clock
) -> dict[str, float]:
    """Fit before the cut, foretell what came after, and compare.

    Returns total_ratio (foretold over actual), spearman, mae, and both totals; only
    those that are defined, so nothing where the fit is not accepted.
    """
    seen = [*clock.calibration, clock.holdout]
    known = features.dropna(subset=seen)
    if not len(known):
        return {}
    fitted = clone(estimator).fit(clock.read(known, clock.calibration))
    if not fitted.accepted_:
        return {}
    actual = known[clock.holdout].to_numpy(np.float64)
    return compared(_foretold(fitted, known, clock), actual)


def compared(foretold: FloatArray, actual: FloatArray) -> dict[str, float]:
    """Return the measures of a forecast that are defined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.divide(foretold.sum(), actual.sum())
    varied = np.ptp(foretold) > 0 and np.ptp(actual) > 0
    measures = {
        "total_ratio": ratio,
        "spearman": spearmanr(foretold, actual).statistic if varied else np.nan,
        "mae": np.abs(foretold - actual).mean(),
        "foretold": foretold.sum(),
        "actual": actual.sum(),
    }
    return {n: float(value) for n, value in measures.items() if np.isfinite(value)}


def _foretold(
    fitted: LifetimeEstimator, features: pd.DataFrame, clock: Clock
) -> FloatArray:
    X = clock.read(features, clock.calibration)
    length = features[clock.history[2]] - features[clock.calibration[2]]
    ahead = length.to_numpy(np.float64)
    made = np.zeros(len(X))
    for units in np.unique(ahead):
        rows = ahead == units
        made[rows] = fitted.expected_purchases(X[rows], units / clock.units)
    return made
