"""Features as one matrix, learned on one day, on which all schemes are judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.clustering import Preprocessing


@dataclass(frozen=True)
class Standard:
    """Standardised features of active customers; what is absent, at the mean.

    `fitted` is None where the features have no column that is asked for; the matrix
    then has none.
    """

    features: pd.DataFrame
    fitted: Any | None

    @classmethod
    def learned(cls, preprocessing: Preprocessing, features: pd.DataFrame) -> Self:
        """Learn from the active customers of a feature table."""
        try:
            fitted: Any = preprocessing.fit(features[features["status"] == "ok"])
        except ConfigError:
            return cls(features, None)
        return cls(features, fitted.set_output(transform="pandas"))

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """The matrix of the customers it was learned from."""
        return self.of(self.features)

    def of(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return a matrix of the same columns, its index customer ids."""
        if self.fitted is None:
            active = features.loc[features["status"] == "ok", "customer_id"]
            return pd.DataFrame(index=pd.Index(active))
        return self._raw(features).fillna(self._middle).fillna(0.0)

    @cached_property
    def _middle(self) -> pd.Series:
        return self._raw(self.features).mean()

    def _raw(self, features: pd.DataFrame) -> pd.DataFrame:
        active = features[features["status"] == "ok"].set_index("customer_id")
        raw: pd.DataFrame = self.fitted.transform(active) if self.fitted else active
        return raw
