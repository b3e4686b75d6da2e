"""A column as numbers: ordered levels by their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray

STEP_VARIANCE = 1 / 12


class Numbers(BaseEstimator):
    """Read a numeric or ordinal column; the order of levels is frozen at the fit.

    Infinite values and levels that the fit has not seen are NaN.

    Parameters
    ----------
    column : str
        Which column.
    """

    def __init__(self, column: str) -> None:
        self.column = column

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Keep the levels.

        Raises
        ------
        ConfigError
            If the values have no order.
        """
        values = features[self.column]
        kind = values.dtype
        self.levels_: list[str] | None = None
        if isinstance(kind, pd.CategoricalDtype) and kind.ordered:
            self.levels_ = [str(level) for level in kind.categories]
        elif not pd.api.types.is_numeric_dtype(kind):
            raise ConfigError(
                f"quadrants: an axis takes numeric or ordinal columns; got "
                f"'{self.column}' ({kind})."
            )
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return a number per row."""
        values = features[self.column]
        if self.levels_ is None:
            numbers = values.to_numpy(np.float64)
            return np.where(np.isfinite(numbers), numbers, np.nan)
        place = pd.Index(self.levels_).get_indexer(pd.Index(values.astype("str")))
        return np.where(place < 0, np.nan, place)

    def again(
        self, truth: FloatArray, error: float, rng: np.random.Generator
    ) -> NDArray[Any]:
        """Draw what the column would say of the truth once more.

        Of ordered levels it says the nearest one: that is a part of the error (1/12
        of its variance in steps: Sheppard 1898).
        """
        noise = rng.standard_normal(len(truth))
        if self.levels_ is None:
            return truth + error * noise
        before_rounding = np.sqrt(max(error**2 - STEP_VARIANCE, 0.0))
        place = np.rint(truth + before_rounding * noise)
        levels = np.array(self.levels_, dtype=object)
        return levels[place.clip(0, len(levels) - 1).astype(np.int64)]
