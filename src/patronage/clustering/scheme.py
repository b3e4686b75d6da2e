"""Segments found in the data, as a scheme like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from sklearn.base import clone
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from patronage.clustering.preprocessing import Preprocessing
from patronage.clustering.report import report, weak_structure
from patronage.clustering.selection import Selection
from patronage.errors import ConfigError
from patronage.segments import KEY, Membership, Purpose, SegmentScheme
from patronage.tables import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.loggable import Loggable
    from patronage.segments import FloatArray, IntArray


class ClusterScheme(SegmentScheme):
    """Put customers who are alike into one segment.

    Segments are numbered by descending mean rank of `value` among their customers (by
    the first clustered column where the table has no such column), so 0 is the most
    valuable; ties go by centroid. Neither the order of the rows nor the customers'
    names matter. Everyone, those it was fitted on included, is placed by the frozen
    centroids, or components of a mixture, row by row.

    A membership's `margin` is `(d2 - d1) / d2` for the distances to the nearest and
    second-nearest centroid, its `probability` NaN: distances are no probabilities.
    A mixture gives the posterior probability, and as margin its lead over the second.

    After `fit`: `pipeline_`, and from the selection `structure_` ("stable" or
    "no_structure"), `verdict_`, `explanation_` and `selection_table_`.

    Parameters
    ----------
    clusterer
        Any scikit-learn clusterer that takes `n_clusters` or `n_components`.
    """

    def __init__(  # noqa: PLR0913 - a scikit-learn constructor lists its settings
        self,
        *,
        name: str,
        purpose: Purpose | None,
        preprocessing: Preprocessing,
        clusterer: Any,
        selection: Selection,
        value: str = "monetary_total",
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.preprocessing = preprocessing
        self.clusterer = clusterer
        self.selection = selection
        self.value = value
        self.n_jobs = n_jobs
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn the matrix, the number of segments and the segments.

        Raises
        ------
        ConfigError
            If the columns cannot be used, or `features` holds outcomes.
        QualityError
            If the customers cannot be told apart into that many segments.
        """
        _refuse_outcomes(features)
        active = features[features["status"] == "ok"]
        preprocessing = clone(self.preprocessing).fit(active)
        selection = self._select(preprocessing.transform(active))
        self.pipeline_ = Pipeline(
            [
                ("preprocessing", preprocessing),
                ("clusterer", selection.clusterer_.without_labels()),
            ]
        )
        self.structure_: str = selection.structure_
        self.verdict_: str = selection.verdict_
        self.explanation_: str = selection.explanation_
        self.selection_table_: dict[str, Any] = selection.selection_table_
        self.n_segments_ = selection.n_clusters_
        self.value_ = self.value if self.value in active else preprocessing.columns_[0]
        self.order_ = _canonical_order(
            active[self.value_].to_numpy(np.float64, na_value=np.nan),
            selection.labels_,
            selection.clusterer_.centroids_,
        )
        return self

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers by the frozen clusters."""
        check_is_fitted(self)
        matrix = self.pipeline_.named_steps["preprocessing"].transform(features)
        placed = self.pipeline_.named_steps["clusterer"].place(matrix)
        return Membership(
            segment=self.order_[placed.label],
            status=np.full(len(matrix), "ok"),
            probability=placed.probability,
            margin=placed.margin,
        )

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the settings, the criteria of the chosen k, and the table of all k."""
        return report(self)

    def caveats(self, features: pd.DataFrame) -> list[str]:
        """Return why this number of segments, and how far they can be trusted."""
        return [self.explanation_, self.verdict_, *weak_structure(self)]

    def _select(self, matrix: FloatArray) -> Selection:
        selection: Selection = clone(self.selection).set_params(
            clusterer=clone(self.clusterer),
            n_jobs=self.n_jobs,
            random_state=self.random_state,
        )
        return selection.fit(matrix)


def _refuse_outcomes(features: pd.DataFrame) -> None:
    future = [field.name for field in OUTCOMES.fields if field.name not in KEY]
    leaked = [name for name in future if name in features]
    if leaked:
        raise ConfigError(
            f"schemes see features only, never outcomes; got {', '.join(leaked)}."
        )


def _canonical_order(
    value: FloatArray, labels: IntArray, centroids: FloatArray
) -> IntArray:
    """Return the segment of each cluster."""
    ranks = rankdata(np.nan_to_num(value, nan=-np.inf))
    mean = np.bincount(labels, weights=ranks) / np.bincount(labels)
    ascending = np.lexsort((*centroids.T[::-1], -mean))
    return np.argsort(ascending).astype(np.int64)
