"""One dimension of a value, as a utility between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError
from patronage.rules.amounts import decimals, number, rounded_up
from patronage.rules.utility import (
    LogisticUtility,
    MinMaxUtility,
    RankUtility,
    Share100Utility,
)

if TYPE_CHECKING:
    from patronage.segments import FloatArray

Utility = Literal["rank_pct", "minmax_winsor", "logistic", "share100"]
UTILITIES: dict[str, type[Any]] = {
    "rank_pct": RankUtility,
    "minmax_winsor": MinMaxUtility,
    "logistic": LogisticUtility,
    "share100": Share100Utility,
}


class Indicator(BaseEstimator):
    """Read a numeric or ordered column, and say how good its values are.

    Values beyond the fit's are answered too; the reference is frozen.

    Parameters
    ----------
    utility : {"rank_pct", "minmax_winsor", "logistic", "share100"}
        How values become utilities.
    cost : bool
        Whether less is better: 1 - utility.
    columns : sequence of str, optional
        Where to read; the first that the features have. The indicator's own name if
        None.
    """

    def __init__(
        self,
        *,
        utility: Utility = "rank_pct",
        cost: bool = False,
        columns: Sequence[str] | None = None,
    ) -> None:
        self.utility = utility
        self.cost = cost
        self.columns = columns

    def choose(self, features: pd.DataFrame, name: str) -> Self:
        """Find the column, and the order of its levels; it is empty if none is there.

        Raises
        ------
        ConfigError
            If the column holds categories without an order, or the utility is unknown.
        """
        if self.utility not in UTILITIES:
            raise ConfigError(
                f"the utility of '{name}' should be one of {', '.join(UTILITIES)}; got "
                f"'{self.utility}'."
            )
        offered = [each for each in self.columns or [name] if each in features]
        self.column_ = offered[0] if offered else ""
        self.levels_ = _levels(features[self.column_]) if offered else []
        return self

    def fit(self, values: FloatArray) -> Self:
        """Learn the utility of the values, as `numbers` returns them."""
        self.utility_ = UTILITIES[self.utility]().fit(self._oriented(values))
        return self

    def numbers(self, features: pd.DataFrame) -> FloatArray:
        """Return the column as numbers; ordered levels by their place from 0."""
        values = features[self.column_]
        if not self.levels_:
            numbers = values.to_numpy(np.float64)
            return np.where(np.isfinite(numbers), numbers, np.nan)
        place = pd.Index(self.levels_).get_indexer(pd.Index(values.astype("str")))
        return np.where(place < 0, np.nan, place)

    def transform(self, values: FloatArray) -> FloatArray:
        """Return the utility of each value; NaN stays NaN."""
        utilities: FloatArray = self.utility_.transform(self._oriented(values))
        return utilities

    def needed(self, utility: float) -> float:
        """Return the value that just has this utility; NaN if none of the fit has."""
        return float(self._oriented(self.utility_.least(utility)))

    def told(self, value: float) -> str:
        """Return a value as a person reads it."""
        return self.levels_[int(value)] if self.levels_ else number(value)

    def aim(self, value: float) -> str:
        """Return a value to be reached, rounded so that who has it is there."""
        places = 0 if self.levels_ else decimals(value)
        sense = -1 if self.cost else 1
        return self.told(sense * rounded_up(sense * value, places))

    def _oriented(self, values: FloatArray | float) -> FloatArray:
        """More is better, whatever the column's own sense is."""
        top = 100.0 if self.utility == "share100" else 0.0
        return np.asarray(top - values if self.cost else values, np.float64)


def _levels(values: pd.Series) -> list[str]:
    kind = values.dtype
    if isinstance(kind, pd.CategoricalDtype) and kind.ordered:
        return [str(level) for level in kind.categories]
    if not pd.api.types.is_numeric_dtype(kind):
        raise ConfigError(
            f"a value is made of numeric or ordered columns; '{values.name}' is {kind}."
        )
    return []
