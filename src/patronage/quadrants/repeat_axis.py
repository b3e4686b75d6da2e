"""Repeat purchase: as the ledger shows it, or as customers declare it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.quadrants.axis import N_DRAWS, Axis, Draws
from patronage.quadrants.imagined_axis import ImaginedAxis
from patronage.quadrants.measured_proxy import MeasuredProxy
from patronage.quadrants.rate_proxy import FrequencyProxy
from patronage.quadrants.share_proxy import ShareProxy
from patronage.quadrants.weighted_axis import WeightedAxis

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.proxy import Proxy
    from patronage.segments import FloatArray

PURCHASES, DECLARED = "purchases", "declared"
WEIGHTS = {
    "relative_frequency": 0.40,
    "p_alive": 0.30,
    "continuity": 0.20,
    "regularity": 0.10,
}
# The column that a component stands for, and how it is read.
COMPONENTS: dict[str, tuple[str, Callable[[float], Proxy]]] = {
    "relative_frequency": (
        "relative_frequency",
        lambda w: FrequencyProxy("repeat_days", "exposure_months", weight=w),
    ),
    "p_alive": ("p_alive", lambda w: MeasuredProxy(weight=w)),
    "expected_orders": ("expected_orders", lambda w: MeasuredProxy(weight=w)),
    "continuity": (
        "continuity",
        lambda w: ShareProxy("active_months", "exposed_months", weight=w),
    ),
    "regularity": ("clumpiness", lambda w: MeasuredProxy(weight=-w)),
}


class RepeatAxis(Axis):
    """Repeat purchase against peers, and whether it goes on.

    Of purchases: how often against the peers, the probability to be still a customer
    (or the orders to expect), the share of months with a purchase, and how evenly
    these are spread (1 - clumpiness: Zhang, Bradlow & Small 2015, Mkt Sci 34:195).

    Parameters
    ----------
    name : str
        What the axis is called.
    weights : mapping of str to float
        Weights of `COMPONENTS`; `WEIGHTS` where none are given.
    source : {"purchases", "declared"}
        Whether the ledger is asked, or the customers.
    declared : str
        Column of the frequency that customers state: a number, or ordered levels.
    declared_error : float
        Standard deviation of what they state, in its units (steps between levels).
    random_state : int
        Seed of the draws.
    """

    def __init__(
        self,
        name: str = "repeat",
        *,
        weights: Mapping[str, float] | None = None,
        source: str = PURCHASES,
        declared: str | None = None,
        declared_error: float | None = None,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.weights = weights
        self.source = source
        self.declared = declared
        self.declared_error = declared_error
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Fit what the source offers of the components.

        Raises
        ------
        ConfigError
            If the settings contradict each other, or a weight is negative or of none
            of the components.
        """
        self.axis_ = WeightedAxis(
            self.name,
            self._proxies(),
            min_columns=1 if self.source == DECLARED else 2,
            source=self.source,
            random_state=self.random_state,
        ).fit(features)
        self.measurable_ = self.axis_.measurable_
        self.left_out_ = self.axis_.left_out_
        self.weights_ = self.axis_.weights_
        return self

    @property
    def used_columns(self) -> list[str]:
        """Columns of the components."""
        return self.axis_.used_columns

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row, 0 to 1; NaN where evidence is missing."""
        return self.axis_.transform(features)

    def sources(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return purchases or declared; missing without a score."""
        return self.axis_.sources(features)

    def draws(self, features: pd.DataFrame, n_draws: int = N_DRAWS) -> Draws:
        """Return scores as they may be given the evidence, (n rows, n_draws)."""
        return self.axis_.draws(features, n_draws)

    @property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """The columns of each component."""
        return self.axis_.reads

    def imagined(self, features: pd.DataFrame, random_state: int) -> ImaginedAxis:
        """Draw what may be true of each customer, and what he would show again."""
        return self.axis_.imagined(features, random_state)

    def _proxies(self) -> dict[str, Proxy]:
        if self.source not in (PURCHASES, DECLARED):
            raise self._refusal(f"{PURCHASES} or {DECLARED} as its source", self.source)
        if self.source == DECLARED:
            if self.declared is None:
                raise self._refusal("a column that declares it", None)
            return {self.declared: MeasuredProxy(error=self.declared_error)}
        weights = WEIGHTS if self.weights is None else self.weights
        if min(weights.values(), default=0) < 0:
            raise self._refusal("weights of 0 or more", dict(weights))
        if unknown := sorted(weights.keys() - COMPONENTS.keys()):
            raise self._refusal(f"weights of {', '.join(COMPONENTS)}", unknown)
        chosen = {COMPONENTS[name]: weight for name, weight in weights.items()}
        return {column: made(weight) for (column, made), weight in chosen.items()}

    def _refusal(self, rule: str, found: object) -> ConfigError:
        return ConfigError(
            f"quadrants: the axis '{self.name}' needs {rule}; got {found}."
        )
