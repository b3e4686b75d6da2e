"""Dense groups of customers, and those who stand between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import HDBSCAN
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.dense_neighbours import DenseNeighbours
from patronage.clustering.placement import in_blocks
from patronage.clustering.rows import bounded_sample

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

SMALLEST = 50
SMALLEST_SHARE = 0.02


class Hdbscan(ClusterMixin, BaseEstimator):
    """Find clusters as regions of density (Campello, Moulavi & Sander 2013).

    How many there are is found, not asked for. Rows in no dense region are noise,
    label -1, and newcomers can be noise too. It is fitted on at most `sample_size`
    rows; the others are placed like newcomers (`DenseNeighbours`). `agreement_` is the
    share of the fitted rows that would be placed so by the others among them.

    Parameters
    ----------
    min_cluster_size
        None for 2 % of the rows, at least 50.
    min_samples
        How many neighbours make a row dense; more give more noise.
    """

    def __init__(
        self,
        *,
        min_cluster_size: int | None = None,
        min_samples: int = 10,
        sample_size: int = 10_000,
    ) -> None:
        self.min_cluster_size = min_cluster_size
        self.min_samples = min_samples
        self.sample_size = sample_size

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the dense regions, and place every row."""
        X = validate_data(self, X, dtype=np.float64, ensure_min_samples=2)
        places = bounded_sample(X, self.sample_size)
        own = self._regions(X[places])
        self.placer_ = DenseNeighbours.learn(X[places], own, self.min_samples)
        self.agreement_ = float((self.placer_.leave_one_out().label == own).mean())
        self.labels_ = self.predict(X)
        self.labels_[places] = own
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row, -1 for noise."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return in_blocks(self.placer_, X).label

    def _regions(self, sample: FloatArray) -> IntArray:
        smallest = max(SMALLEST, round(SMALLEST_SHARE * len(sample)))
        model = HDBSCAN(
            min_cluster_size=self.min_cluster_size or smallest,
            min_samples=min(self.min_samples, len(sample)),
            copy=True,
        )
        return np.asarray(model.fit_predict(sample), dtype=np.int64)
