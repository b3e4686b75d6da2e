"""Clusters of customers described by numbers and by categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import kmeans_plusplus
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.enough_customers import require_customers
from patronage.clustering.layout import Layout
from patronage.clustering.placement import NearestCentroid, squared_distances
from patronage.clustering.positive import require_positive
from patronage.clustering.weighted_rows import row_weights

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


class KPrototypes(ClusterMixin, BaseEstimator):
    """Make centres of means and modes (Huang 1998, by Lloyd's alternation).

    On the matrix of `MixedPreprocessing` the squared distance to such a centre is
    Huang's cost: squared differences of numbers, plus γ for each category that differs.
    Of `n_init` starts by k-means++ the one of least cost is kept, in `inertia_`.

    Parameters
    ----------
    layout
        What the columns stand for; None where all are numbers: then it is k-means.
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        n_init: int = 10,
        max_iter: int = 100,
        layout: Layout | None = None,
        random_state: Any = 0,
    ) -> None:
        self.n_clusters = n_clusters
        self.n_init = n_init
        self.max_iter = max_iter
        self.layout = layout
        self.random_state = random_state

    def fit(self, X: FloatArray, y: object = None, sample_weight: Any = None) -> Self:
        """Learn the centres.

        Raises
        ------
        ConfigError
            If a setting that says how many is no whole number, 1 or more.
        QualityError
            If there are fewer rows than clusters.
        """
        require_positive(self, "n_clusters", "n_init", "max_iter")
        X = validate_data(self, X, dtype=np.float64)
        require_customers(self.n_clusters, len(X))
        weights = row_weights(sample_weight, X)
        rng = check_random_state(self.random_state)
        runs = [self._run(X, weights, rng) for _ in range(self.n_init)]
        best = min(runs, key=lambda run: run.cost)
        self.cluster_centers_ = best.centres
        self.inertia_ = best.cost
        self.n_iter_ = best.n_iter
        self.converged_ = best.converged
        self.placer_ = NearestCentroid(centroids=best.centres)
        self.labels_ = self.placer_.place(X).label
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        check_is_fitted(self)
        return self.placer_.place(
            validate_data(self, X, dtype=np.float64, reset=False)
        ).label

    def _run(self, X: FloatArray, weights: FloatArray, rng: Any) -> Run:
        centres, _ = kmeans_plusplus(
            X, self.n_clusters, sample_weight=weights, random_state=rng
        )
        labels = np.full(len(X), -1)
        for at in range(self.max_iter):
            distances = squared_distances(X, centres)
            before, labels = labels, distances.argmin(axis=1)
            if (labels == before).all():
                return Run(centres, _cost(distances, weights), at, converged=True)
            centres = self._centres(X, weights, _occupied(labels, distances))
        distances = squared_distances(X, centres)
        return Run(centres, _cost(distances, weights), self.max_iter, converged=False)

    def _centres(
        self, X: FloatArray, weights: FloatArray, labels: IntArray
    ) -> FloatArray:
        count = self.n_clusters
        sums = [np.bincount(labels, weights * x, count) for x in X.T]
        totals = np.bincount(labels, weights, count)
        centres = np.column_stack(sums) / totals[:, None]
        for columns in self.layout.levels() if self.layout else ():
            mode = centres[:, columns].argmax(axis=1)
            centres[:, columns] = 0.0
            centres[np.arange(count), columns[mode]] = X[:, columns].max()
        return centres


@dataclass(frozen=True)
class Run:
    """Where one start ended."""

    centres: FloatArray
    cost: float
    n_iter: int
    converged: bool


def _cost(distances: FloatArray, weights: FloatArray) -> float:
    return float((distances.min(axis=1) * weights).sum())


def _occupied(labels: IntArray, distances: FloatArray) -> IntArray:
    """Give each empty cluster the row farthest from its centre, none its last row."""
    filled, cost = labels.copy(), distances.min(axis=1)
    counts = np.bincount(labels, minlength=distances.shape[1])
    for empty in np.flatnonzero(counts == 0):
        row = np.where(counts[filled] > 1, cost, -1.0).argmax()
        counts[[filled[row], empty]] += (-1, 1)
        filled[row] = empty
    return filled
