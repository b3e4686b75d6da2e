"""Proxies that are rates: events in an exposure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.quadrants.evidence import check_counts, check_finite, distinct, evidence
from patronage.quadrants.gamma_draws import (
    gamma_draws,
    log_gammas,
    powers,
    spread_power,
)
from patronage.quadrants.proxy import Proxy
from patronage.shrinkage import ShrunkRate

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.quadrants.evidence import Columns
    from patronage.quadrants.gamma_draws import Seed
    from patronage.quadrants.imagined_axis import Columns as Shown
    from patronage.segments import FloatArray

HALF = 0.5


class RateProxy(Proxy):
    """y events in an exposure E: the posterior is Gamma(y + r, E + alpha).

    Parameters
    ----------
    events, exposure : str
        Columns of y and E.
    weight : float
        Weight in the axis.
    """

    def __init__(self, events: str, exposure: str, *, weight: float = 1.0) -> None:
        self.events = events
        self.exposure = exposure
        self.weight = weight

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns of the events and of their exposure."""
        return self.events, self.exposure

    def _check(self, features: pd.DataFrame) -> None:
        check_counts(features, (self.events, self.exposure))

    def _learn(self, features: pd.DataFrame) -> None:
        self.prior_ = ShrunkRate(self.events, self.exposure).fit(features)
        self.polarization_ = self.prior_.polarization_
        self.power_ = self._power()

    def _power(self) -> float:
        return spread_power(self.prior_.r_)

    def _values(self, features: pd.DataFrame) -> FloatArray:
        return self.prior_.transform(features)

    def _evidence(self, features: pd.DataFrame) -> Columns:
        events = features[self.events].to_numpy(np.float64)
        return [*evidence(events, features[self.exposure].to_numpy(np.float64))]

    def _drawn(self, columns: Columns, n_draws: int, seed: Seed) -> Draws:
        """A power of the rate, in units of the mean of all."""
        events, exposure = columns
        unit = np.float32(self.prior_.mean_**self.power_)
        return self._rates(events, exposure, n_draws, seed) / unit

    def _rates(
        self, events: FloatArray, exposure: FloatArray, n_draws: int, seed: Seed
    ) -> Draws:
        (few,), place = distinct([events + self.prior_.r_])
        variates = gamma_draws(few, n_draws, seed=seed, power=self.power_)
        belief = (exposure + self.prior_.alpha_) ** -self.power_
        return variates.take(place, axis=0) * belief[:, None].astype(np.float32)

    def _imagined(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, Shown]:
        logs, again = self._bought(columns, rng)
        relative = logs - np.log(self.prior_.mean_)
        return powers(relative, self.power_), {self.events: again}

    def _bought(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, FloatArray]:
        """The logarithm of each customer's rate, as it may be, and his events anew."""
        events, exposure = columns[:2]
        belief = exposure + self.prior_.alpha_
        logs = log_gammas(events + self.prior_.r_, rng) - np.log(belief)
        return logs, rng.poisson(np.exp(logs) * exposure).astype(np.float64)


class FrequencyProxy(RateProxy):
    """The column ln((F + 1/2) / (peers' median F + 1/2)), F being a shrunk rate.

    Who the peers are, the column knows: a draw of F moves it by
    ln((draw + 1/2) / (F + 1/2)).

    Parameters
    ----------
    events, exposure : str
        Columns of the purchases and of the time in which they could happen.
    weight : float
        Weight in the axis.
    """

    @property
    def reads(self) -> tuple[str, ...]:
        """The column itself, the events and their exposure."""
        return self.name_, self.events, self.exposure

    def _power(self) -> float:
        """A rate and a half is far from 0."""
        return 1.0

    def _check(self, features: pd.DataFrame) -> None:
        super()._check(features)
        check_finite(features, (self.name_,))

    def _evidence(self, features: pd.DataFrame) -> Columns:
        own = np.nan_to_num(features[self.name_].to_numpy(np.float64))
        return [*super()._evidence(features), own]

    def _drawn(self, columns: Columns, n_draws: int, seed: Seed) -> Draws:
        """The draw of F over the peers' median, each and a half."""
        events, exposure, log = columns
        rates = self._rates(events, exposure, n_draws, seed)
        usual = self._usual(events, exposure, log)
        return np.divide(rates + HALF, usual[:, None], dtype=np.float32)

    def _usual(
        self, events: FloatArray, exposure: FloatArray, log: FloatArray
    ) -> FloatArray:
        """The peers' median and a half."""
        return (self._believed(events, exposure) + HALF) * np.exp(-log)

    def _believed(self, events: FloatArray, exposure: FloatArray) -> FloatArray:
        return (events + self.prior_.r_) / (exposure + self.prior_.alpha_)

    def _imagined(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, Shown]:
        """New purchases move the column as they move F; the peers stay."""
        events, exposure, log = columns
        logs, again = self._bought(columns, rng)
        usual = self._usual(events, exposure, log)
        moved = np.log((self._believed(again, exposure) + HALF) / usual)
        return (np.exp(logs) + HALF) / usual, {self.events: again, self.name_: moved}

    def _values(self, features: pd.DataFrame) -> FloatArray:
        known = features[self.exposure].to_numpy(np.float64) > 0
        return np.where(known, features[self.name_].to_numpy(np.float64), np.nan)
