"""Proxies that are shares or rates: their posterior is a beta or a gamma."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import expit

from patronage.errors import QualityError
from patronage.quadrants.evidence import check_counts, distinct, evidence
from patronage.quadrants.gamma_draws import (
    gamma_draws,
    log_gammas,
    powers,
    spread_power,
)
from patronage.quadrants.proxy import Proxy
from patronage.shrinkage import ShrunkShare

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.quadrants.evidence import Columns
    from patronage.quadrants.gamma_draws import Seed
    from patronage.quadrants.imagined_axis import Columns as Shown
    from patronage.segments import FloatArray


class ShareProxy(Proxy):
    """k successes in n trials: the posterior is Beta(k + a, n - k + b).

    Parameters
    ----------
    successes, trials : str
        Columns of k and n.
    weight : float
        Weight in the axis.
    """

    def __init__(self, successes: str, trials: str, *, weight: float = 1.0) -> None:
        self.successes = successes
        self.trials = trials
        self.weight = weight

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns of the counts."""
        return self.successes, self.trials

    def _check(self, features: pd.DataFrame) -> None:
        check_counts(features, self.reads)
        k, n = (features[column].to_numpy(np.float64) for column in self.reads)
        if (k > n).any():
            first = int(np.argmax(k > n))
            raise QualityError(
                f"quadrants: '{self.successes}' should not exceed '{self.trials}'; "
                f"got {k[first]:g} of {n[first]:g}."
            )

    def _learn(self, features: pd.DataFrame) -> None:
        self.prior_ = ShrunkShare(self.successes, self.trials).fit(features)
        self.polarization_ = self.prior_.polarization_
        self.power_ = spread_power(min(self.prior_.a_, self.prior_.b_))

    def _values(self, features: pd.DataFrame) -> FloatArray:
        return self.prior_.transform(features)

    def _evidence(self, features: pd.DataFrame) -> Columns:
        k, n = evidence(*(features[c].to_numpy(np.float64) for c in self.reads))
        return [k, n - k]

    def _drawn(self, columns: Columns, n_draws: int, seed: Seed) -> Draws:
        """A power of the odds, as a quotient of two gamma variates."""
        won, lost = columns
        wins = self._gammas(won + self.prior_.a_, n_draws, (*seed, 0))
        losses = self._gammas(lost + self.prior_.b_, n_draws, (*seed, 1))
        return wins / losses

    def _gammas(self, shapes: FloatArray, n_draws: int, seed: Seed) -> Draws:
        """Posterior variates, drawn once per distinct shape."""
        (few,), place = distinct([shapes])
        drawn = gamma_draws(few, n_draws, seed=seed, power=self.power_)
        return drawn.take(place, axis=0)

    def _imagined(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, Shown]:
        won, lost = columns
        wins = log_gammas(won + self.prior_.a_, rng)
        log_odds = wins - log_gammas(lost + self.prior_.b_, rng)
        again = rng.binomial((won + lost).astype(np.int64), expit(log_odds))
        return powers(log_odds, self.power_), {self.successes: again + 0.0}
