"""Clusters of about the same size, for programmes of a given capacity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import KMeans
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.placement import Placement, nearest, squared_distances
from patronage.clustering.positive import require_positive
from patronage.clustering.rows import bounded_sample, cluster_means
from patronage.clustering.sized_assignment import sized_assignment
from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class PricedCentroid:
    """Place by the least of squared distance plus price; the large have a price."""

    centroids: FloatArray
    prices: FloatArray

    def place(self, matrix: FloatArray) -> Placement:
        """Return the cluster of each row; the margin counts prices as distance."""
        return nearest(self.apart(matrix))

    def apart(self, matrix: FloatArray) -> FloatArray:
        """Return the distance of each row to each centroid, prices included."""
        priced = squared_distances(matrix, self.centroids) + self.prices
        distances: FloatArray = np.sqrt(priced)
        return distances


class BalancedKMeans(ClusterMixin, BaseEstimator):
    """Make clusters whose sizes are bounded (Bradley, Bennett & Demiriz 2000).

    Sizes lie between `smallest` and `largest` times the equal share n / k. From the
    centroids of k-means, rows are assigned at the least sum of squared distances that
    the sizes allow, and centroids moved to the means, until nobody moves. It is fitted
    on at most `sample_size` rows.

    Newcomers go by distance plus price (`PricedCentroid`), the prices being those at
    which the fitted rows stay where they are. So of customers like those fitted the
    clusters get sizes like those fitted, but of others they need not; the nearest
    centroid alone would break the sizes. `agreement_` is the share of the fitted rows
    that are placed as they were assigned; it is below 1 by customers on a border.
    """

    def __init__(  # noqa: PLR0913 - a scikit-learn constructor lists its settings
        self,
        n_clusters: int = 8,
        *,
        smallest: float = 0.5,
        largest: float = 1.5,
        n_init: int = 10,
        max_iter: int = 100,
        sample_size: int = 10_000,
        random_state: Any = 0,
    ) -> None:
        self.n_clusters = n_clusters
        self.smallest = smallest
        self.largest = largest
        self.n_init = n_init
        self.max_iter = max_iter
        self.sample_size = sample_size
        self.random_state = random_state

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn centroids and prices.

        Raises
        ------
        ConfigError
            If the bounds on the sizes do not leave room for equal shares, or a setting
            that says how many is no whole number, 1 or more.
        """
        require_positive(self, "n_clusters", "n_init", "max_iter", "sample_size")
        X = validate_data(self, X, dtype=np.float64)
        if not 0 <= self.smallest <= 1 <= self.largest:
            raise ConfigError(
                f"sizes are bounded from below by 0 to 1 times the equal share, from "
                f"above by 1 or more; got {self.smallest:g} and {self.largest:g}."
            )
        sample = X[bounded_sample(X, self.sample_size)]
        own = self._alternate(sample)
        self.sizes_ = np.bincount(own, minlength=self.n_clusters)
        self.agreement_ = float((self.placer_.place(sample).label == own).mean())
        self.labels_ = self.placer_.place(X).label
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        check_is_fitted(self)
        return self.placer_.place(
            validate_data(self, X, dtype=np.float64, reset=False)
        ).label

    def _alternate(self, sample: FloatArray) -> IntArray:
        start = KMeans(
            self.n_clusters, n_init=self.n_init, random_state=self.random_state
        ).fit(sample)
        centres, labels = start.cluster_centers_, start.labels_
        share, once = len(sample) / self.n_clusters, np.ones(len(sample))
        bounds = int(self.smallest * share), int(np.ceil(self.largest * share))
        self.converged_ = False
        for at in range(self.max_iter):
            self.n_iter_ = at + 1
            before = labels
            labels, prices = sized_assignment(
                squared_distances(sample, centres), *bounds
            )
            self.placer_ = PricedCentroid(centroids=centres, prices=prices)
            self.cluster_centers_ = centres
            if (labels == before).all():
                self.converged_ = True
                break
            centres = cluster_means(sample, labels, once)
        return labels
