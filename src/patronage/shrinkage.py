"""Rates that admit how little a customer has shown: empirical-Bayes shrinkage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.beta_binomial import BetaBinomial
from patronage.gamma_poisson import GammaPoisson
from patronage.ragged import ratio

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class ShrunkShare(BaseEstimator):
    """Posterior mean of k successes in n trials: (k + a) / (n + a + b).

    The beta-binomial prior is fitted by maximum likelihood over all customers. Where
    they do not differ more than chance would make them, all get its mean (complete
    pooling). `polarization_` is 1 / (1 + a + b): near 0, the share tells nothing of
    the individual. `precision_` is a + b, infinite in complete pooling.

    Parameters
    ----------
    successes, trials : str
        Columns of k and n; a customer with n = 0 gets NaN.

    >>> seen = pd.DataFrame({"k": [0, 1, 9, 10], "n": [10, 10, 10, 10]})
    >>> ShrunkShare("k", "n").fit(seen).transform(seen).round(2)
    array([0.02, 0.12, 0.88, 0.98])
    """

    def __init__(self, successes: str, trials: str) -> None:
        self.successes = successes
        self.trials = trials

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit the prior; without any trial its mean is NaN."""
        k, n = _evidence(features, self.successes, self.trials)
        self.mean_, self.precision_ = BetaBinomial.of(k, n).prior()
        self.polarization_ = 1 / (1 + self.precision_)
        return self

    @property
    def a_(self) -> float:
        """The prior's successes."""
        return self.mean_ * self.precision_

    @property
    def b_(self) -> float:
        """The prior's failures."""
        return (1 - self.mean_) * self.precision_

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the posterior mean share of each row."""
        k, n = _columns(features, self.successes, self.trials)
        return _drawn(k, n, to=self.mean_, weight=self.precision_)


class ShrunkRate(BaseEstimator):
    """Posterior mean of y events in an exposure E: (y + r) / (E + alpha).

    The gamma-Poisson prior is fitted by maximum likelihood (the NBD of Ehrenberg
    1959). Where customers do not differ more than chance would make them, all get its
    mean (complete pooling: an infinite `alpha_`). `polarization_` is E / (E + alpha) at
    the mean exposure: how much such a customer is believed, whatever the unit of E.

    Parameters
    ----------
    events, exposure : str
        Columns of y and E; a customer with E = 0 gets NaN.
    """

    def __init__(self, events: str, exposure: str) -> None:
        self.events = events
        self.exposure = exposure

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit the prior; without any exposure its mean is NaN."""
        y, exposure = _evidence(features, self.events, self.exposure)
        seen = GammaPoisson.of(y, exposure)
        self.mean_, self.alpha_ = seen.prior()
        self.polarization_ = seen.usual / (seen.usual + self.alpha_)
        return self

    @property
    def r_(self) -> float:
        """The prior's events in an exposure of alpha."""
        return self.mean_ * self.alpha_

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the posterior mean rate of each row, per unit of exposure."""
        y, exposure = _columns(features, self.events, self.exposure)
        return _drawn(y, exposure, to=self.mean_, weight=self.alpha_)


def _columns(
    features: pd.DataFrame, top: str, below: str
) -> tuple[FloatArray, FloatArray]:
    return features[top].to_numpy(np.float64), features[below].to_numpy(np.float64)


def _evidence(
    features: pd.DataFrame, top: str, below: str
) -> tuple[FloatArray, FloatArray]:
    """The customers who could have shown something."""
    above, under = _columns(features, top, below)
    known = np.isfinite(above) & (under > 0)
    return above[known], under[known]


def _drawn(
    top: FloatArray, below: FloatArray, *, to: float, weight: float
) -> FloatArray:
    """The customer's own quotient, drawn to the mean of all by the prior's weight.

    It is (top + to weight) / (below + weight), also for an infinite weight.
    """
    own = ratio(top, np.where(below > 0, below, 0))
    return to + (own - to) * (below / (below + weight))
