"""Customers compared with those of their own region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.rules.region import RegionalAdjustment

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class WithinRegion(RegionalAdjustment):
    """Standardise values inside the region, whose moments are partly pooled.

    Mean and variance of a region of n customers are (n own + kappa all) / (n + kappa).

    Parameters
    ----------
    column : str
        Where a customer's region stands.
    kappa : float
        How many customers' worth the whole population counts.
    indicators : sequence of str, optional
        Those to standardise; all if None.
    """

    def __init__(
        self,
        column: str,
        *,
        kappa: float = 50.0,
        indicators: Sequence[str] | None = None,
    ) -> None:
        self.column = column
        self.kappa = kappa
        self.indicators = indicators

    def fit(self, regions: NDArray[np.str_], names: Sequence[str]) -> WithinRegion:
        """Forget the moments of an earlier fit.

        Raises
        ------
        ConfigError
            If kappa is not positive.
        """
        if not self.kappa > 0:
            raise ConfigError(f"kappa should be positive; got {self.kappa}.")
        self.moments_: dict[str, dict[str, list[float]]] = {}
        return self

    def fit_values(
        self, name: str, values: FloatArray, regions: NDArray[np.str_]
    ) -> WithinRegion:
        """Pool mean and variance of one indicator, by region ("" for all)."""
        if self.indicators is not None and name not in self.indicators:
            return self
        whole = _moments(values)
        self.moments_[name] = {"": whole}
        for region in np.unique(regions[regions != ""]):
            own = values[regions == region]
            n = int(np.isfinite(own).sum())
            self.moments_[name][str(region)] = [
                (n * mine + self.kappa * everybody) / (n + self.kappa)
                for mine, everybody in zip(_moments(own), whole, strict=True)
            ]
        return self

    def adjusted(
        self, name: str, values: FloatArray, regions: NDArray[np.str_]
    ) -> FloatArray:
        """Return standard deviations from the region's mean."""
        if name not in self.moments_:
            return values
        kinds, place = np.unique(regions, return_inverse=True)
        found = np.array([self._of(name, str(kind)) for kind in kinds]).reshape(-1, 2)
        return (values - found[place, 0]) / found[place, 1]

    def undone(self, name: str, value: float, region: str) -> float:
        """Return the value that `adjusted` has made `value` of."""
        if name not in self.moments_:
            return value
        mean, spread = self._of(name, region)
        return mean + value * spread

    def _of(self, name: str, region: str) -> tuple[float, float]:
        """Mean and standard deviation, which is 1 where nobody differs."""
        known = self.moments_[name]
        mean, variance = known.get(region, known[""])
        return mean, float(np.sqrt(variance)) or 1.0


def _moments(values: FloatArray) -> list[float]:
    """Mean and variance of what is known, in an order that no shuffling changes."""
    known = np.sort(values[np.isfinite(values)])
    return [float(known.mean()), float(known.var())] if len(known) else [0.0, 0.0]
