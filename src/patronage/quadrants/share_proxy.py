"""Proxies that are shares or rates: their posterior is a beta or a gamma."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.quadrants.evidence import distinct, evidence
from patronage.quadrants.gamma_draws import gamma_draws
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

    def _learn(self, features: pd.DataFrame) -> None:
        self.prior_ = ShrunkShare(self.successes, self.trials).fit(features)
        self.polarization_ = self.prior_.polarization_

    def _values(self, features: pd.DataFrame) -> FloatArray:
        return self.prior_.transform(features)

    def _evidence(self, features: pd.DataFrame) -> Columns:
        k, n = evidence(*(features[c].to_numpy(np.float64) for c in self.reads))
        return [k, n - k]

    def _drawn(self, columns: Columns, n_draws: int, seed: Seed) -> Draws:
        """The odds, as a quotient of two gamma variates."""
        won, lost = columns
        wins = _gammas(won, self.prior_.a_, n_draws, (*seed, 0))
        losses = _gammas(lost, self.prior_.b_, n_draws, (*seed, 1))
        with np.errstate(divide="ignore"):
            return wins / losses

    def _imagined(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, Shown]:
        won, lost = columns
        share = rng.beta(won + self.prior_.a_, lost + self.prior_.b_)
        again = rng.binomial((won + lost).astype(np.int64), share)
        with np.errstate(divide="ignore"):
            return share / (1 - share), {self.successes: again.astype(np.float64)}


def _gammas(counts: FloatArray, prior: float, n_draws: int, seed: Seed) -> Draws:
    """Posterior variates of counts, drawn once per distinct count."""
    (numbers,), place = distinct([counts])
    return gamma_draws(numbers + prior, n_draws, seed=seed).take(place, axis=0)
