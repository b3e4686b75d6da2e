"""An axis that is one column, in the column's own units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from patronage.quadrants.axis import MISSING, N_DRAWS, Axis
from patronage.quadrants.gamma_draws import normal_draws
from patronage.quadrants.imagined_axis import ImaginedAxis, stream
from patronage.quadrants.numbers import Numbers
from patronage.quadrants.proxy import ABSENT, EMPTY, check_columns

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class ColumnAxis(Axis):
    """One column as it stands, so that a cut can be given in its units.

    Parameters
    ----------
    name : str
        What the axis measures.
    column : str
        A number, or ordered levels, which count from 0.
    error : float, optional
        Standard deviation of a value about the truth, in units of the column.
    random_state : int
        Seed of the draws.
    """

    relative = False

    def __init__(
        self,
        name: str,
        column: str,
        *,
        error: float | None = None,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.column = column
        self.error = error
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """See whether the source offers the column.

        Raises
        ------
        ConfigError
            If it is neither numeric nor ordinal.
        """
        reason = ABSENT
        if self.column in features:
            self.numbers_ = Numbers(self.column).fit(features)
            known = np.isfinite(self.numbers_.transform(features)).any()
            reason = "" if known else EMPTY
        self.measurable_ = not reason
        self.left_out_ = {self.column: reason} if reason else {}
        self.weights_ = {} if reason else {self.column: 1.0}
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the column; NaN where it is not known."""
        if not self.measurable_:
            return np.full(len(features), np.nan)
        check_columns(features, (self.column,), self.name)
        return self.numbers_.transform(features)

    def sources(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return measured, or missing."""
        return np.where(np.isnan(self.transform(features)), MISSING, "measured")

    def draws(self, features: pd.DataFrame, n_draws: int = N_DRAWS) -> FloatArray:
        """Return values about those measured, (n rows, n_draws)."""
        drawn = np.repeat(self.transform(features)[:, None], n_draws, axis=1)
        if self.error:
            seed = self.random_state, crc32(self.column.encode())
            drawn += self.error * normal_draws(n_draws, seed=seed)
        return drawn

    @property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """The column."""
        return {column: (column,) for column in self.weights_}

    def imagined(self, features: pd.DataFrame, random_state: int) -> ImaginedAxis:
        """Draw values about those measured, and those that are measured of them."""
        values = self.transform(features)
        if not self.error:
            return ImaginedAxis(values)
        rng = stream(self.column, random_state)
        truth = values + self.error * rng.standard_normal(len(values))
        again = self.numbers_.again(np.nan_to_num(truth), self.error, rng)
        kept = np.where(np.isnan(values), features[self.column].to_numpy(), again)
        return ImaginedAxis(truth, {self.column: {self.column: kept}})
