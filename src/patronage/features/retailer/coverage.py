"""How much of what was to be known of a retailer is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.features.retailer.peer_indicator import PeerIndicator

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class IndicatorCoverage(BaseEstimator):
    """Share of the declared indicators that a customer has a value of.

    Parameters
    ----------
    indicators : mapping of str to PeerIndicator
        All that are declared; `columns_` has those that the source offers.
    """

    def __init__(self, indicators: Mapping[str, PeerIndicator]) -> None:
        self.indicators = indicators

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns that the fit has found."""
        return tuple(getattr(self, "columns_", {}).values())

    @property
    def optional(self) -> tuple[str, ...]:
        """All columns that it reads where they are offered."""
        return tuple(c for each in self.indicators.values() for c in each.columns)

    def fit(self, features: pd.DataFrame) -> Self:
        """Find which column stands for each indicator."""
        found = {name: one.offered(features) for name, one in self.indicators.items()}
        self.columns_ = {name: column for name, column in found.items() if column}
        return self

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the share of each row."""
        known = np.zeros(len(features))
        for column in self.columns_.values():
            known += features[column].notna().to_numpy()
        return known / len(self.indicators)
