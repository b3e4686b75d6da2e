"""A tree of customers, cut into as many groups as asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import AgglomerativeClustering
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.neighbours import Neighbours
from patronage.clustering.placement import NearestCentroid, Placer, in_blocks
from patronage.clustering.positive import require_positive
from patronage.clustering.rows import bounded_sample, cluster_means, distinct_rows

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


class Ward(ClusterMixin, BaseEstimator):
    """Merge again and again the two groups that are least apart (Ward 1963).

    It is fitted on at most `sample_size` rows, whose distances stand in memory at once.
    The others, and newcomers, are placed by the nearest centroid or by the vote of the
    nearest fitted rows: by the vote only where that agrees better with the tree,
    measured on the fitted rows, each by the others, and leaves no cluster empty.
    `agreement_` is that share.

    `heights_` are those of the last merges, the highest first (as R's `ward.D2`).
    """

    def __init__(
        self, n_clusters: int = 2, *, sample_size: int = 10_000, votes: int = 5
    ) -> None:
        self.n_clusters = n_clusters
        self.sample_size = sample_size
        self.votes = votes

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the tree, cut it, and place every row.

        Raises
        ------
        ConfigError
            If a setting that says how many is no whole number, 1 or more.
        """
        require_positive(self, "n_clusters", "sample_size", "votes")
        X = validate_data(self, X, dtype=np.float64, ensure_min_samples=2)
        places = bounded_sample(X, self.sample_size)
        model = AgglomerativeClustering(self.n_clusters, compute_distances=True)
        own = np.asarray(model.fit_predict(X[places]), dtype=np.int64)
        self.heights_ = np.sort(model.distances_)[::-1][:20]
        self._learn_placer(X[places], own)
        self.labels_ = self.predict(X)
        self.labels_[places] = own
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return in_blocks(self.placer_, X).label

    def _learn_placer(self, sample: FloatArray, own: IntArray) -> None:
        means = cluster_means(sample, own, np.ones(len(sample)))
        rows = distinct_rows(sample)
        by_row = np.empty(len(rows.values), dtype=np.int64)
        by_row[rows.inverse] = own
        vote = Neighbours(
            rows=rows.values, counts=rows.counts, labels=by_row, votes=self.votes
        )
        voted = float((vote.leave_one_out().label[rows.inverse] == own).mean())
        centroid = NearestCentroid(centroids=means)
        self.agreement_ = float((centroid.place(sample).label == own).mean())
        self.placer_: Placer = centroid
        if voted > self.agreement_ and _keeps_all(vote, means):
            self.placer_, self.agreement_ = vote, voted


def _keeps_all(vote: Neighbours, means: FloatArray) -> bool:
    """Say whether every cluster still has rows: neighbours outvote the few."""
    return len(np.unique(vote.place(vote.rows).label)) == len(means)
