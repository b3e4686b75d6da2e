"""An axis: several columns made one score between 0 and 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import ndtr, ndtri
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError
from patronage.ragged import ratio
from patronage.ranks import rank_share, reference

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray


class WeightedAxis(BaseEstimator):
    """Weighted mean of rank-normal scores, against frozen references.

    Each column becomes z = Phi^-1((average rank - 1/2) / n) among the customers of the
    fit; the score is Phi of the weighted mean of the columns a customer has. The sign
    of a weight says whether more is more. Columns that the source does not offer, or
    in which all customers are equal, are left out first and the rest renormalised.

    Parameters
    ----------
    name : str
        What the axis measures.
    weights : mapping of str to float
        Weight by column, in any unit.
    min_columns : int
        With fewer usable columns the axis cannot be measured (`measurable_`).
    min_weight : float
        A customer needs this share of the weight that is left, and `min_columns`
        columns, or the score is NaN.
    min_evidence : mapping of str to float
        Smallest value of a column below which a customer's score is NaN.
    """

    def __init__(
        self,
        name: str,
        weights: Mapping[str, float],
        *,
        min_columns: int = 2,
        min_weight: float = 0.5,
        min_evidence: Mapping[str, float] | None = None,
    ) -> None:
        self.name = name
        self.weights = weights
        self.min_columns = min_columns
        self.min_weight = min_weight
        self.min_evidence = min_evidence

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Keep the reference of each usable column."""
        if not self.weights or not any(self.weights.values()):
            raise ConfigError(f"quadrants: the axis '{self.name}' needs weights.")
        offered = {
            column: reference(features[column].to_numpy(np.float64))
            for column in self.weights
            if column in features
        }
        self.references_ = {
            column: values
            for column, values in offered.items()
            if len(values) and values[0] < values[-1]
        }
        self.left_out_ = [c for c in self.weights if c not in self.references_]
        return self

    @property
    def measurable_(self) -> bool:
        """Whether the source offers enough columns."""
        return len(self.references_) >= self.min_columns

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row, 0 to 1; NaN where evidence is missing."""
        if not self.measurable_:
            return np.full(len(features), np.nan)
        z = np.column_stack([self._z(features, column) for column in self.references_])
        weight = np.array([self.weights[column] for column in self.references_])
        known = np.isfinite(z)
        total = (known * np.abs(weight)).sum(1)
        score = ndtr(ratio((np.where(known, z, 0) * weight).sum(1), total))
        enough = total >= self.min_weight * np.abs(weight).sum()
        enough &= known.sum(1) >= self.min_columns
        return np.where(enough & self._shown(features), score, np.nan)

    def _z(self, features: pd.DataFrame, column: str) -> FloatArray:
        ordered = self.references_[column]
        share = rank_share(ordered, features[column].to_numpy(np.float64))
        edge = 0.5 / len(ordered)
        return ndtri(np.clip(share, edge, 1 - edge))

    def _shown(self, features: pd.DataFrame) -> np.ndarray:
        shown = np.ones(len(features), dtype=bool)
        for column, least in (self.min_evidence or {}).items():
            shown &= features[column].to_numpy(np.float64) >= least
        return shown
