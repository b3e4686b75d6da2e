"""The feature model: what columns learn across customers, fitted once and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from sklearn.base import BaseEstimator, TransformerMixin, clone

from patronage.errors import QualityError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features.family import Learned


class FeatureModel(TransformerMixin, BaseEstimator):
    """Add the learned columns of all families to a table of raw ones.

    Parameters
    ----------
    learned : mapping of str to estimator
        Unfitted estimators by column; one whose inputs the source does not offer is
        left out (`left_out_`).
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
        self.left_out_ = [name for name in self.learned if name not in offered]
        self.fitted_ = {
            name: clone(estimator).fit(known) for name, estimator in offered.items()
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
