"""Any clusterer, made to give the same partition again and to place newcomers."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.cluster import KMeans
from sklearn.utils import Tags, get_tags
from sklearn.utils.validation import check_is_fitted, has_fit_parameter, validate_data

from patronage.clustering.candidates import COUNTS
from patronage.clustering.enough_customers import require_distinct
from patronage.clustering.frozen import frozen
from patronage.clustering.no_clusters import NoClusters
from patronage.clustering.placement import (
    NOISE,
    NearestCentroid,
    Placement,
    Placer,
    in_blocks,
)
from patronage.clustering.rows import Rows, cluster_means, distinct_rows
from patronage.clustering.steady import steady_arithmetic
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


class RepeatableClusterer(ClusterMixin, BaseEstimator):
    """Fit a clusterer so that nothing but the data matters.

    It sees the distinct rows in the order of their values, with their counts as
    weights where it takes weights, and runs in one thread: permuting the customers, or
    another number of processors, gives the same clusters. So does repeating them all,
    unless the clusterer counts neighbours (`Hdbscan`) or draws from repeated rows.

    What it learns is kept as numbers (`placer_`: the clusterer's own, the components of
    a mixture, else the centroids) and every row is then placed by these, the training
    rows too. `agreement_` is the share of training rows that the clusterer itself had
    put there; one that was fitted on a sample says it of that sample.

    Parameters
    ----------
    clusterer
        Any of scikit-learn's contract; k-means if None.
    n_clusters
        Without meaning for a clusterer that finds its own number: `n_clusters_` is how
        many there are. Of such a one, rows may be in no cluster: label -1, and
        `noise_share_` says how many. Where all are, newcomers are too.
    """

    def __init__(
        self,
        clusterer: Any = None,
        *,
        n_clusters: int = 8,
        random_state: int = 0,
    ) -> None:
        self.clusterer = clusterer
        self.n_clusters = n_clusters
        self.random_state = random_state

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn the clusters.

        Raises
        ------
        QualityError
            If there are fewer distinct rows than clusters, or a cluster stays empty.
        """
        X = self._validated(X, reset=True)
        rows = distinct_rows(X)
        model = self._configured()
        require_distinct(self.n_clusters if _count(model) else 1, rows)
        own = _fit_predict(model, rows)
        self.centroids_ = _centroids(model, own, rows)
        self.n_clusters_ = len(self.centroids_)
        self.placer_ = self._placer(model)
        placed = in_blocks(self.placer_, rows.values).label
        _require_members(placed, self.n_clusters_)
        self._measure(model, (own, placed), rows)
        self.labels_ = placed[rows.inverse]
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row, -1 for none."""
        return self.place(X).label

    def place(self, X: FloatArray) -> Placement:
        """Return the cluster of each row, with its margin and probability."""
        check_is_fitted(self)
        return in_blocks(self.placer_, self._validated(X, reset=False))

    def without_labels(self) -> Self:
        """Return a copy to be saved: what places newcomers, without who was placed.

        A placer by neighbours or medoids keeps the rows that it measures by.
        """
        bare = copy(self)
        del bare.labels_
        return bare

    def _validated(self, X: FloatArray, *, reset: bool) -> FloatArray:
        matrix: FloatArray = validate_data(
            self,
            X,
            dtype=np.float64,
            reset=reset,
            ensure_min_samples=int(reset),
            ensure_all_finite="allow-nan" if self._takes_nan() else True,
        )
        return matrix

    def _configured(self) -> Any:
        model = KMeans() if self.clusterer is None else clone(self.clusterer)
        count, settings = _count(model), {"random_state": self.random_state}
        if count is not None:
            settings[count] = self.n_clusters
        known = model.get_params()
        return model.set_params(**{k: v for k, v in settings.items() if k in known})

    def _placer(self, model: Any) -> Placer:
        if self.n_clusters_ == 0:
            return NoClusters()
        return frozen(model) or NearestCentroid(centroids=self.centroids_)

    def _measure(
        self, model: Any, labels: tuple[IntArray, IntArray], rows: Rows
    ) -> None:
        own, placed = labels
        same = float(np.average(placed == own, weights=rows.counts))
        self.agreement_ = float(getattr(model, "agreement_", same))
        self.noise_share_ = float(np.average(placed == NOISE, weights=rows.counts))
        self.converged_ = _converged(model, own, rows)
        self.bic_ = _bic(model, rows)
        self.inertia_ = _inertia(rows, placed, self.centroids_)

    def _takes_nan(self) -> bool:
        return self.clusterer is not None and bool(
            get_tags(self.clusterer).input_tags.allow_nan
        )

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self._takes_nan()
        return tags


def _count(model: Any) -> str | None:
    """Return the setting for the number; None where the model finds its own."""
    known = model.get_params()
    return next((name for name in COUNTS if name in known), None)


def _require_members(placed: IntArray, n_clusters: int) -> None:
    found = len(np.unique(placed[placed != NOISE]))
    if found < n_clusters:
        raise QualityError(
            f"clustering: every segment needs customers; {found} of "
            f"{n_clusters} have any."
        )


def _fit_predict(model: Any, rows: Rows) -> IntArray:
    with steady_arithmetic():
        if has_fit_parameter(model, "sample_weight"):
            model.fit(rows.values, sample_weight=rows.counts.astype(np.float64))
            return np.asarray(model.labels_, dtype=np.int64)
        repeated = np.repeat(rows.values, rows.counts, axis=0)
        labels = np.asarray(model.fit_predict(repeated), dtype=np.int64)
    return labels[np.cumsum(rows.counts) - rows.counts]


def _centroids(model: Any, own: IntArray, rows: Rows) -> FloatArray:
    for name in ("cluster_centers_", "means_"):
        if hasattr(model, name):
            return np.asarray(getattr(model, name), dtype=np.float64)
    return cluster_means(rows.values, own, rows.counts)


def _inertia(rows: Rows, labels: IntArray, centroids: FloatArray) -> float:
    kept = labels != NOISE
    apart = rows.values[kept] - centroids[labels[kept]]
    return float((np.nansum(apart**2, axis=1) * rows.counts[kept]).sum())


def _converged(model: Any, own: IntArray, rows: Rows) -> bool:
    if hasattr(model, "converged_"):
        return bool(model.converged_)
    most = getattr(model, "max_iter", None)
    if most is not None and hasattr(model, "n_iter_"):
        return bool(model.n_iter_ < most)
    is_unsaid = most is not None and hasattr(model, "cluster_centers_")
    return not is_unsaid or _rests(model, own, rows)


def _rests(model: Any, own: IntArray, rows: Rows) -> bool:
    """Say whether another round would move the centres by no more than `tol`.

    Of scikit-learn's clusterers BisectingKMeans does not count its rounds.
    """
    means = cluster_means(rows.values, own, rows.counts)
    rounding = 1e-9 * np.abs(rows.values).max()
    moved = ((model.cluster_centers_ - means) ** 2).sum(axis=1)
    return bool((moved <= getattr(model, "tol", 0.0) + rounding**2).all())


def _bic(model: Any, rows: Rows) -> float:
    if not hasattr(model, "bic"):
        return float("nan")
    return float(model.bic(np.repeat(rows.values, rows.counts, axis=0)))
