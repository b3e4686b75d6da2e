"""Money in rich and in poor regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.rules.region import RegionalAdjustment, factors

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class Deflation(RegionalAdjustment):
    """Deflate money by an index of the region: x (mean index / index) ** eta.

    The mean is that over the fit's customers whose region has an index.

    Parameters
    ----------
    column : str
        Where a customer's region stands.
    index : mapping of str to float
        Income or prices of each region.
    indicators : sequence of str
        Those that are money.
    eta : float
        0 adjusts nothing, 1 in full.
    """

    def __init__(
        self,
        column: str,
        index: Mapping[str, float],
        indicators: Sequence[str],
        *,
        eta: float = 0.5,
    ) -> None:
        self.column = column
        self.index = index
        self.indicators = indicators
        self.eta = eta

    def fit(self, regions: NDArray[np.str_], names: Sequence[str]) -> Deflation:
        """Find the mean index, and from it each region's factor.

        Raises
        ------
        ConfigError
            If an index is not positive, eta is no share, or an indicator is not
            weighed.
        """
        self._check(names)
        index = {str(region): float(value) for region, value in self.index.items()}
        kinds, counts = np.unique(regions, return_counts=True)
        known = [
            (index[k], n) for k, n in zip(kinds, counts, strict=True) if k in index
        ]
        total = sum(count for _, count in known)
        mean = sum(value * count for value, count in known) / total if total else 1.0
        self.factors_ = (
            {k: float((mean / v) ** self.eta) for k, v in index.items()}
            if total
            else {}
        )
        return self

    def adjusted(
        self, name: str, values: FloatArray, regions: NDArray[np.str_]
    ) -> FloatArray:
        """Return the values of an indicator as if all regions were alike."""
        if name not in self.indicators:
            return values
        return values * factors(self.factors_, regions)

    def undone(self, name: str, value: float, region: str) -> float:
        """Return the value that `adjusted` has made `value` of."""
        factor = self.factors_.get(region, 1.0) if name in self.indicators else 1.0
        return value / factor

    def _check(self, names: Sequence[str]) -> None:
        rules = {
            f"eta should be a share; got {self.eta}": 0 <= self.eta <= 1,
            "each index should be positive": all(v > 0 for v in self.index.values()),
            f"indicators should be among {', '.join(names)}; got "
            f"{', '.join(self.indicators)}": set(self.indicators) <= set(names),
        }
        if broken := [rule for rule, kept in rules.items() if not kept]:
            raise ConfigError(f"deflation: {'; '.join(broken)}.")
