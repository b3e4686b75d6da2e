"""The feature model: what columns learn across customers, fitted once and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin, clone

from patronage.errors import QualityError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features.family import Learned
    from patronage.segments import FloatArray

MIN_POLARIZATION = 0.02
ABSENT = "not offered by this source"
SILENT = "customers differ no more than by chance"


class FeatureModel(TransformerMixin, BaseEstimator):
    """Add the learned columns of all families to a table of raw ones.

    Parameters
    ----------
    learned : mapping of str to estimator
        Unfitted estimators by column. One whose inputs the source does not offer is
        left out, and one whose customers differ no more than by chance, since it says
        nothing of the individual: `left_out_` has the reason by column.
    """

    def __init__(self, learned: Mapping[str, Learned]) -> None:
        self.learned = learned

    def fit(self, raw: pd.DataFrame, y: object = None) -> Self:
        """Fit every learned column on the customers with purchases in the window."""
        known = raw[raw["status"] == "ok"]
        if known.empty:
            raise QualityError("features: no customer bought in the window.")
        offered = {
            name: estimator
            for name, estimator in self.learned.items()
            if _inputs(estimator) <= set(raw.columns)
        }
        fitted = {
            name: clone(estimator).fit(known) for name, estimator in offered.items()
        }
        self.polarization_ = {
            name: estimator.polarization_
            for name, estimator in fitted.items()
            if hasattr(estimator, "polarization_")
        }
        silent = {n for n, p in self.polarization_.items() if p < MIN_POLARIZATION}
        self.fitted_ = {n: e for n, e in fitted.items() if n not in silent}
        self.left_out_ = {
            name: SILENT if name in silent else ABSENT
            for name in self.learned
            if name not in self.fitted_
        }
        return self

    def transform(self, raw: pd.DataFrame) -> pd.DataFrame:
        """Return `raw` with the learned columns; nothing is refitted."""
        table = raw
        for name, estimator in self.fitted_.items():
            table = table.assign(**_outputs(name, estimator, table))
        return table


def _outputs(
    name: str, estimator: Learned, table: pd.DataFrame
) -> dict[str, FloatArray]:
    """One column of the estimator's name, or those that it says it makes."""
    made = estimator.transform(table)
    return dict(
        zip(output_columns(name, estimator), np.atleast_2d(made.T), strict=True)
    )


def output_columns(name: str, estimator: Learned) -> list[str]:
    """Names of the columns that an estimator adds to the table."""
    several = getattr(estimator, "get_feature_names_out", None)
    return [name] if several is None else list(several())


def _inputs(estimator: Learned) -> set[str]:
    """What an estimator says that it reads; else all its text parameters."""
    if hasattr(estimator, "inputs"):
        return set(estimator.inputs)
    parameters = estimator.get_params()  # type: ignore[attr-defined]
    return {value for value in parameters.values() if isinstance(value, str)}
