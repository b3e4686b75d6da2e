"""Fine tuning of a value by region: what each way of it may change."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class RegionalAdjustment(ABC, BaseEstimator):
    """Change the values of indicators, or their weights, by the customer's region.

    A customer whose region is missing or was not there at the fit is not adjusted.
    """

    column: str

    def fit(self, regions: NDArray[np.str_], names: Sequence[str]) -> Self:
        """Learn from the regions of the fit's customers, before any `fit_values`."""
        return self

    def fit_values(
        self, name: str, values: FloatArray, regions: NDArray[np.str_]
    ) -> Self:
        """Learn from the values of one indicator."""
        return self

    def adjusted(
        self, name: str, values: FloatArray, regions: NDArray[np.str_]
    ) -> FloatArray:
        """Return the values of an indicator as if all regions were alike."""
        return values

    def undone(self, name: str, value: float, region: str) -> float:
        """Return the value that `adjusted` has made `value` of."""
        return value

    def weights(
        self, weights: FloatArray, names: Sequence[str], regions: NDArray[np.str_]
    ) -> FloatArray:
        """Return the weights of each row, (n, p)."""
        return np.tile(weights, (len(regions), 1))

    def regions(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return each customer's region, empty where it is missing.

        Raises
        ------
        ConfigError
            If the features have no such column.
        """
        if self.column not in features:
            raise ConfigError(
                f"a regional adjustment needs the column '{self.column}', which the "
                "features lack."
            )
        found = features[self.column]
        return np.where(found.isna(), "", found.astype("str")).astype(str)


def factors(by_region: dict[str, float], regions: NDArray[np.str_]) -> FloatArray:
    """Return each row's factor, 1 where its region has none."""
    kinds, place = np.unique(regions, return_inverse=True)
    found = [by_region.get(str(kind), 1.0) for kind in kinds]
    return np.array(found, np.float64)[place]
