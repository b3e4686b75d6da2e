"""By what a lifetime model tells the time: weeks, or the customers' own cycles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray

DAYS_PER_WEEK = 7
DAYS_PER_YEAR = 52 * DAYS_PER_WEEK


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The columns that hold x, t_x and T, and how many of their units are a period.

    `whole` periods are counted, where parts of one mean nothing.
    """

    history: tuple[str, str, str]
    calibration: tuple[str, str, str]
    holdout: str
    units: float
    period_days: float
    whole: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (*self.history, *self.calibration, self.holdout)

    def read(self, features: pd.DataFrame, columns: tuple[str, str, str]) -> FloatArray:
        """Return x, t_x and T in periods."""
        return features[list(columns)].to_numpy(np.float64) / [
            1,
            self.units,
            self.units,
        ]

    def periods(self, days: float) -> float:
        """How many periods there are in so many days."""
        periods = days / self.period_days
        return float(np.floor(periods)) if self.whole else periods

    def rate(self, yearly: float) -> float:
        """The discount rate of a period; a year has 52 weeks."""
        return float((1 + yearly) ** (self.period_days / DAYS_PER_YEAR) - 1)


WEEKS = Clock(
    history=("lifetime_x", "lifetime_t_x", "lifetime_T"),
    calibration=(
        "holdout_calibration_x",
        "holdout_calibration_t_x",
        "holdout_calibration_T",
    ),
    holdout="holdout_x",
    units=DAYS_PER_WEEK,
    period_days=DAYS_PER_WEEK,
    whole=False,
)


def cycles_of(days: int) -> Clock:
    """Return the clock of customers who order every so many days."""
    return Clock(
        history=("lifetime_cycles_x", "lifetime_cycles_t_x", "lifetime_cycles_n"),
        calibration=(
            "holdout_calibration_cycles_x",
            "holdout_calibration_cycles_t_x",
            "holdout_calibration_cycles_n",
        ),
        holdout="holdout_cycles_x",
        units=1,
        period_days=days,
        whole=True,
    )
