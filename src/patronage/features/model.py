"""The feature model: what columns learn across customers, fitted once and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from sklearn.base import BaseEstimator, TransformerMixin, clone

from patronage.errors import QualityError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features.family import Learned

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
        learned = {
            name: estimator.transform(raw) for name, estimator in self.fitted_.items()
        }
        return raw.assign(**learned)


def _inputs(estimator: Learned) -> set[str]:
    """Names of columns are the estimators' only text parameters."""
    parameters = estimator.get_params()  # type: ignore[attr-defined]
    return {value for value in parameters.values() if isinstance(value, str)}
