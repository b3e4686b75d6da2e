"""The contract of every way to weigh indicators."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError, QualityError
from patronage.segments import FloatArray


class Weighting(ABC, BaseEstimator):
    """Weights of indicators, 0 or more, summing to 1.

    `fit` takes utilities (n, p) in [0, 1], more being better (NaN: not known), and the
    indicators' names. `warnings_` are sentences to stand beside the weights.
    """

    names_: list[str]
    weights_: FloatArray
    warnings_: list[str]

    def fit(self, utilities: FloatArray, names: Sequence[str]) -> Self:
        """Find the weights.

        Raises
        ------
        ConfigError
            If the settings do not fit the indicators, or two of these share a name.
        QualityError
            If there is not a column of utilities per name.
        """
        table = np.asarray(utilities, np.float64)
        _check(table, names)
        self.names_, self.warnings_ = list(names), []
        self.weights_ = self._weigh(table)
        return self

    def findings(self) -> dict[str, float]:
        """Numbers that tell how far the weights can be trusted, by name."""
        return {"max_weight": float(self.weights_.max()), **self._found()}

    def _found(self) -> dict[str, float]:
        """Those of one kind of weights."""
        return {}

    @abstractmethod
    def _weigh(self, utilities: FloatArray) -> FloatArray:
        """Return the weights in the order of `names_`."""


def known_rows(utilities: FloatArray) -> FloatArray:
    """Customers of whom all indicators are known."""
    rows: FloatArray = utilities[np.isfinite(utilities).all(axis=1)]
    return rows


def equal(n: int) -> FloatArray:
    """The same weight for each of `n`."""
    return np.full(n, 1 / n)


def _check(table: FloatArray, names: Sequence[str]) -> None:
    if not len(names) or len(set(names)) < len(names):
        raise ConfigError(
            "weights: there should be one indicator or more, all with different names; "
            f"got {', '.join(names) or 'none'}."
        )
    if table.ndim != 2 or table.shape[1] != len(names):
        raise QualityError(
            "weights: there should be a column of utilities per indicator; got an "
            f"array of shape {table.shape} for {', '.join(names)}."
        )
