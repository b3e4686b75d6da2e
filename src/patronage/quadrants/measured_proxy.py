"""Proxies that are taken as they stand, or with an error that somebody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.quadrants.gamma_draws import normal_draws
from patronage.quadrants.numbers import Numbers
from patronage.quadrants.proxy import Proxy
from patronage.quadrants.rank_normal import RankNormal

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.quadrants.evidence import Columns
    from patronage.quadrants.gamma_draws import Seed
    from patronage.quadrants.imagined_axis import Columns as Shown
    from patronage.segments import FloatArray


class MeasuredProxy(Proxy):
    """The column itself: numbers, or ordered levels by their place.

    Parameters
    ----------
    weight : float
        Weight in the axis.
    error : float, optional
        Standard deviation of a value about the truth, in units of the column (steps
        of ordered levels); without it the value is taken as certain.
    """

    def __init__(self, *, weight: float = 1.0, error: float | None = None) -> None:
        self.weight = weight
        self.error = error

    @property
    def reads(self) -> tuple[str, ...]:
        """The column itself."""
        return (self.name_,)

    def _learn(self, features: pd.DataFrame) -> None:
        self.numbers_ = Numbers(self.name_).fit(features)

    def _values(self, features: pd.DataFrame) -> FloatArray:
        return self.numbers_.transform(features)

    def _evidence(self, features: pd.DataFrame) -> Columns:
        return [np.nan_to_num(self._values(features))]

    def _drawn(self, columns: Columns, n_draws: int, seed: Seed) -> FloatArray:
        """Values about the one given; a single one where that is certain."""
        (values,) = columns
        if not self.error:
            return values[:, None]
        return values[:, None] + self.error * normal_draws(n_draws, seed=seed)

    def _imagined(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, Shown]:
        (values,) = columns
        if not self.error:
            return values, {}
        truth = values + self.error * rng.standard_normal(len(values))
        return truth, {self.name_: self.numbers_.again(truth, self.error, rng)}

    def _drawn_scores(self, drawn: Any) -> Draws:
        return self.drawn_ranks_.transform(drawn).astype(np.float32)

    def _drawn_ranks(self, features: pd.DataFrame) -> RankNormal:
        return super()._drawn_ranks(features) if self.error else self.ranks_
