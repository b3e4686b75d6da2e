"""Expected future of every customer, from one lifetime model for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.features.lifetime.alive import AliveHeuristic
from patronage.features.lifetime.bgbb import BGBB
from patronage.features.lifetime.bgnbd import BGNBD
from patronage.features.lifetime.clock import DAYS_PER_WEEK, WEEKS, Clock, cycles_of
from patronage.features.lifetime.gamma_gamma import GammaGamma
from patronage.features.lifetime.holdout import holdout_check
from patronage.features.lifetime.mbgnbd import MBGNBD
from patronage.features.lifetime.pareto_nbd import ParetoNBD
from patronage.features.lifetime.report import LifetimeReport, report_of
from patronage.features.lifetime.shortage import shortage

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features.lifetime.estimator import LifetimeEstimator
    from patronage.segments import FloatArray

MODELS: dict[str, type[LifetimeEstimator]] = {
    "mbgnbd": MBGNBD,
    "bgnbd": BGNBD,
    "paretonbd": ParetoNBD,
    "bgbb": BGBB,
}
LEARNED = ("p_alive", "expected_orders", "expected_order_value", "clv_expected")
SPEND = ["lifetime_x", "repeat_value_mean"]
MARGIN = ["margin_total", "monetary_total"]
REGULAR = 0.4


class LifetimeModel(BaseEstimator):
    """P(alive), expected orders, their value, and what these make together.

    The columns are p_alive; expected_orders, purchase days (with the BG/BB cycles
    with a purchase) in the next `horizon_days`; expected_order_value, by
    Gamma-Gamma; and clv_expected, expected value times margin times discounted
    orders of the next `value_weeks` (for ever with the Pareto/NBD).

    Where `fallback_` says why no model can be had, p_alive is `AliveHeuristic` and
    the others are NaN. With "bgnbd" p_alive is NaN for everyone: its P(alive) is 1
    for who bought once, and would pass for loyalty.

    Parameters
    ----------
    model : str
        "mbgnbd", "bgnbd", "paretonbd", "bgbb", or "auto": BG/BB where `cycle_days`
        are given and the median CV of the gaps is below 0.4, else MBG/NBD.
    cycle_days : int, optional
        How often customers are used to order.
    horizon_days, discount, value_weeks
        How far ahead orders are expected, the yearly discount, and for how long
        value is.
    margin : float, optional
        Share of spend that is earned. Without it that of all customers, where the
        columns margin_total and monetary_total are there; else 1, and
        `value_is_revenue_` is true.
    """

    def __init__(
        self,
        *,
        model: str = "auto",
        cycle_days: int | None = None,
        horizon_days: int = 365,
        discount: float = 0.12,
        value_weeks: int = 156,
        margin: float | None = None,
    ) -> None:
        self.model = model
        self.cycle_days = cycle_days
        self.horizon_days = horizon_days
        self.discount = discount
        self.value_weeks = value_weeks
        self.margin = margin

    of_everybody = True  # without those who have left, nobody seems to leave

    @property
    def inputs(self) -> list[str]:
        """Columns without which nothing can be said: the evidence of the family."""
        if self.cycle_days is None:
            return [*WEEKS.columns, *SPEND]
        cycles = cycles_of(self.cycle_days).columns
        return [*WEEKS.columns, *SPEND, *cycles, "lifetime_gap_cv"]

    @property
    def optional(self) -> list[str]:
        """Columns that are read where they are there: those of the margin."""
        return MARGIN

    @property
    def has_values(self) -> bool:
        """Whether the value of orders is known after `fit`."""
        return bool(self.spend_.accepted_)

    def get_feature_names_out(self, input_features: object = None) -> list[str]:
        """Names of the columns that `transform` makes."""
        return list(LEARNED)

    def fit(self, features: pd.DataFrame) -> Self:
        """Fit on all rows with a history; check the model on the last quarter."""
        known = features.dropna(subset=list(WEEKS.history))
        X = known[list(WEEKS.history)].to_numpy(np.float64)
        self.n_customers_, self.n_repeaters_ = len(X), int((X[:, 0] > 0).sum())
        self.alive_ = AliveHeuristic().fit(X)
        self.model_ = self._chosen(known)
        self.lifetimes_ = MODELS[self.model_]()
        self.fallback_ = shortage(*X.T) or self._doubt(known)
        self.spend_ = self._spend(known)
        self.margin_, self.value_is_revenue_ = self._margin(known)
        self.holdout_ = {} if self.fallback_ else self._holdout(known)
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return one row of the learned columns per row; NaN without a history."""
        made = np.full((len(features), len(LEARNED)), np.nan)
        known = features[list(WEEKS.history)].notna().all(axis=1).to_numpy()
        made[known] = self._foretold(features[known])
        return made

    def report(self) -> LifetimeReport:
        """Metrics, parameters and a sentence for the log."""
        return report_of(self)

    @property
    def _clock(self) -> Clock:
        cycles = self.model_ == "bgbb" and self.cycle_days is not None
        return cycles_of(self.cycle_days or 1) if cycles else WEEKS

    def _chosen(self, features: pd.DataFrame) -> str:
        if self.model != "auto":
            return self.model
        if self.cycle_days is None:
            return "mbgnbd"
        unevenness = features["lifetime_gap_cv"].median()
        return "bgbb" if unevenness < REGULAR else "mbgnbd"

    def _doubt(self, features: pd.DataFrame) -> str:
        clock = self._clock
        self.lifetimes_.fit(clock.read(features, clock.history))
        return str(self.lifetimes_.reason_)

    def _spend(self, features: pd.DataFrame) -> GammaGamma:
        return GammaGamma().fit(
            _spending(features.iloc[: 0 if self.fallback_ else None])
        )

    def _margin(self, features: pd.DataFrame) -> tuple[float, bool]:
        if self.margin is not None:
            return self.margin, False
        if set(MARGIN) <= set(features):
            earned, spent = features[MARGIN].dropna().sum()
            if spent > 0:
                return float(earned / spent), False
        return 1.0, True

    def _holdout(self, features: pd.DataFrame) -> dict[str, float]:
        return holdout_check(self.lifetimes_, features, self._clock)

    def _foretold(self, features: pd.DataFrame) -> FloatArray:
        made = np.full((len(features), len(LEARNED)), np.nan)
        if self.fallback_:
            made[:, 0] = self.alive_.p_alive(features[list(WEEKS.history)].to_numpy())
            return made
        clock, parameters = self._clock, self.lifetimes_.parameters_
        histories = self.lifetimes_.evidence.of(clock.read(features, clock.history))
        if self.model_ != "bgnbd":
            made[:, 0] = histories.back(parameters.p_alive(histories))
        horizon = clock.periods(self.horizon_days)
        made[:, 1] = histories.back(parameters.expected_purchases(histories, horizon))
        if self.has_values:
            made[:, 2] = self.spend_.expected_value(_spending(features))
            ahead = int(clock.periods(self.value_weeks * DAYS_PER_WEEK))
            rate = clock.rate(self.discount)
            worth = parameters.residual_purchases(histories, rate, ahead)
            made[:, 3] = made[:, 2] * self.margin_ * histories.back(worth)
        return made


def _spending(features: pd.DataFrame) -> FloatArray:
    return features[SPEND].fillna(0.0).to_numpy(np.float64)
