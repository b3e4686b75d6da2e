"""Clusters around customers that exist, for small tables of mixed columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.gower import NearestMedoid, pairwise_gower
from patronage.clustering.layout import Layout
from patronage.clustering.pam import pam
from patronage.clustering.positive import require_positive
from patronage.clustering.rows import bounded_sample

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


class KMedoids(ClusterMixin, BaseEstimator):
    """Partition around medoids (PAM) by Gower's distance; NaN is absent.

    It is fitted on at most `sample_size` rows, whose distances stand in memory at once
    (8 bytes times its square); every row is placed by the nearest medoid. Nothing is
    random.

    Parameters
    ----------
    layout
        What the columns stand for, see `GowerPreprocessing`; None where each is a
        column for itself.
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        max_iter: int = 300,
        sample_size: int = 10_000,
        layout: Layout | None = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.max_iter = max_iter
        self.sample_size = sample_size
        self.layout = layout

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the medoids.

        Raises
        ------
        ConfigError
            If a setting that says how many is no whole number, 1 or more.
        """
        require_positive(self, "n_clusters", "max_iter", "sample_size")
        X = self._validated(X, reset=True)
        sample = X[bounded_sample(X, self.sample_size)]
        weights = np.ones(X.shape[1])
        if self.layout is not None:
            weights = np.array(self.layout.weight, dtype=np.float64)
        places, self.n_iter_, self.converged_ = pam(
            pairwise_gower(sample, weights), self.n_clusters, max_iter=self.max_iter
        )
        self.medoids_ = sample[places]
        self.placer_ = NearestMedoid(medoids=self.medoids_, weights=weights)
        self.labels_ = self.placer_.place(X).label
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        check_is_fitted(self)
        return self.placer_.place(self._validated(X, reset=False)).label

    def _validated(self, X: FloatArray, *, reset: bool) -> FloatArray:
        matrix: FloatArray = validate_data(
            self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=reset
        )
        return matrix

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags
