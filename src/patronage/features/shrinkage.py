"""Rates that admit how little a customer has shown: empirical-Bayes shrinkage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, expit, gammaln, logit
from sklearn.base import BaseEstimator

from patronage.ragged import ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from patronage.segments import FloatArray

LOG_PRECISION = (-7.0, 14.0)


class ShrunkShare(BaseEstimator):
    """Posterior mean of k successes in n trials: (k + a) / (n + a + b).

    The beta-binomial prior is fitted by maximum likelihood over all customers. Where
    they do not differ more than chance would make them, the prior swallows the
    evidence (complete pooling). `polarization_` is 1 / (1 + a + b): near 0, the share
    tells nothing of the individual.

    Parameters
    ----------
    successes, trials : str
        Columns of k and n; a customer with n = 0 gets NaN.
    """

    def __init__(self, successes: str, trials: str) -> None:
        self.successes = successes
        self.trials = trials

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit the prior."""
        k, n, weight = _evidence(features, self.successes, self.trials)
        mean = _clip_share(ratio((weight * k).sum(), (weight * n).sum()).item())

        def loss(mean_logit: float, log_precision: float) -> float:
            a, b = _beta(mean_logit, log_precision)
            terms = betaln(k + a, n - k + b) - betaln(a, b)
            return -float((weight * terms).sum())

        self.a_, self.b_ = _beta(*_minimum(loss, start=(float(logit(mean)), 2.0)))
        self.polarization_ = 1 / (1 + self.a_ + self.b_)
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the posterior mean share of each row."""
        k, n = _columns(features, self.successes, self.trials)
        share = (k + self.a_) / (n + self.a_ + self.b_)
        return np.where(n > 0, share, np.nan)


class ShrunkRate(BaseEstimator):
    """Posterior mean of y events in an exposure E: (y + r) / (E + alpha).

    The gamma-Poisson prior is fitted by maximum likelihood (the NBD of Ehrenberg
    1959). `polarization_` is 1 / (1 + alpha), the weight of one unit of exposure.

    Parameters
    ----------
    events, exposure : str
        Columns of y and E; a customer with E = 0 gets NaN.
    """

    def __init__(self, events: str, exposure: str) -> None:
        self.events = events
        self.exposure = exposure

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit the prior."""
        y, exposure, weight = _evidence(features, self.events, self.exposure)
        mean = ratio((weight * y).sum(), (weight * exposure).sum()).item()
        start = np.log(max(np.nan_to_num(mean), 1e-9))

        def loss(log_mean: float, log_shape: float) -> float:
            r = np.exp(log_shape)
            alpha = r / np.exp(log_mean)
            gamma = gammaln(r + y) - gammaln(r)
            scale = r * np.log(alpha) - (r + y) * np.log(alpha + exposure)
            return -float((weight * (gamma + scale)).sum())

        log_mean, log_shape = _minimum(loss, start=(start, 0.0))
        self.r_ = float(np.exp(log_shape))
        self.alpha_ = float(np.exp(log_shape - log_mean))
        self.polarization_ = 1 / (1 + self.alpha_)
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the posterior mean rate of each row, per unit of exposure."""
        y, exposure = _columns(features, self.events, self.exposure)
        rate = (y + self.r_) / (exposure + self.alpha_)
        return np.where(exposure > 0, rate, np.nan)


def _columns(
    features: pd.DataFrame, top: str, below: str
) -> tuple[FloatArray, FloatArray]:
    return features[top].to_numpy(np.float64), features[below].to_numpy(np.float64)


def _evidence(
    features: pd.DataFrame, top: str, below: str
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Distinct pairs and how many customers have each, whatever the rows' order."""
    pairs = np.column_stack(_columns(features, top, below))
    pairs = pairs[np.isfinite(pairs).all(1) & (pairs[:, 1] > 0)]
    distinct, weight = np.unique(pairs, axis=0, return_counts=True)
    return distinct[:, 0], distinct[:, 1], weight.astype(np.float64)


def _beta(mean_logit: float, log_precision: float) -> tuple[float, float]:
    mean, precision = float(expit(mean_logit)), float(np.exp(log_precision))
    return mean * precision, (1 - mean) * precision


def _clip_share(mean: float) -> float:
    return float(np.clip(np.nan_to_num(mean, nan=0.5), 1e-6, 1 - 1e-6))


def _minimum(
    loss: Callable[[float, float], float], *, start: tuple[float, float]
) -> tuple[float, float]:
    bounds = [(start[0] - 10, start[0] + 10), LOG_PRECISION]
    found = minimize(lambda p: loss(*p), start, method="L-BFGS-B", bounds=bounds)
    return float(found.x[0]), float(found.x[1])
