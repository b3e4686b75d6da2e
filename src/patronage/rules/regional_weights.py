"""Regions in which a dimension counts more, or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.rules.region import RegionalAdjustment, factors

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class RegionalWeights(RegionalAdjustment):
    """Multiply weights by region: w_jg = w_j m_jg / sum over k of w_k m_kg.

    Parameters
    ----------
    column : str
        Where a customer's region stands.
    multipliers : mapping
        m of each indicator by region: `{north: {credit: 1.2}}`; 1 where not given.
    limits : pair of float
        Multipliers are clipped to these: fine tuning, no other scheme.
    """

    def __init__(
        self,
        column: str,
        multipliers: Mapping[str, Mapping[str, float]],
        *,
        limits: Sequence[float] = (0.8, 1.25),
    ) -> None:
        self.column = column
        self.multipliers = multipliers
        self.limits = limits

    def fit(self, regions: NDArray[np.str_], names: Sequence[str]) -> RegionalWeights:
        """Clip the multipliers, and keep them by indicator.

        Raises
        ------
        ConfigError
            If one is not positive, or of an indicator that is not weighed, or the
            limits leave no way to stay at 1.
        """
        for region, given in self.multipliers.items():
            wrong = [n for n, m in given.items() if n not in names or not m > 0]
            if wrong:
                raise ConfigError(
                    "multipliers should be positive and of an indicator "
                    f"({', '.join(names)}); got '{wrong[0]}' in region '{region}'."
                )
        low, high = self.limits
        if not 0 < low <= 1 <= high:
            raise ConfigError(
                f"limits of multipliers should hold 1 between them; got {low} "
                f"to {high}."
            )
        self.multipliers_ = {
            name: {
                str(region): min(max(float(given.get(name, 1.0)), low), high)
                for region, given in self.multipliers.items()
            }
            for name in names
        }
        return self

    def weights(
        self, weights: FloatArray, names: Sequence[str], regions: NDArray[np.str_]
    ) -> FloatArray:
        """Return the weights of each row, (n, p)."""
        columns = [
            weight * factors(self.multipliers_[name], regions)
            for name, weight in zip(names, weights, strict=True)
        ]
        total = sum(columns, np.zeros(len(regions)))
        return np.column_stack([column / total for column in columns])
