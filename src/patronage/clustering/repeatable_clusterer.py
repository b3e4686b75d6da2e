"""Any clusterer, made to give the same partition again and to place newcomers."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.cluster import KMeans
from sklearn.utils.validation import check_is_fitted, has_fit_parameter, validate_data

from patronage.clustering.placement import Mixture, Placement, by_centroid, by_mixture
from patronage.clustering.rows import Rows, distinct_rows
from patronage.clustering.steady import steady_arithmetic
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


class RepeatableClusterer(ClusterMixin, BaseEstimator):
    """Fit a scikit-learn clusterer so that nothing but the data matters.

    It sees the distinct rows in the order of their values, with their counts as
    weights where it takes weights, and runs in one thread: permuting or repeating the
    customers, or another number of processors, gives the same clusters.

    What it learns is kept as numbers (`centroids_`, or the components of a mixture)
    and every row is then placed by these, the training rows too: by the nearest
    centroid, or by the most probable component. `agreement_` is the share of training
    rows that the clusterer itself had put there.

    Parameters
    ----------
    clusterer
        Any that takes `n_clusters` or `n_components`; k-means if None.
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
        X = validate_data(self, X, dtype=np.float64)
        rows = distinct_rows(X)
        self._require_rows(rows)
        model = self._configured()
        own = _fit_predict(model, rows)
        self._freeze(model, own, rows)
        placed = self._place(rows.values).label
        self._require_members(placed)
        self.agreement_ = float(np.average(placed == own, weights=rows.counts))
        self.converged_ = _converged(model)
        self.bic_ = _bic(model, rows)
        self.labels_ = placed[rows.inverse]
        self.inertia_ = _inertia(rows, placed, self.centroids_)
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        return self.place(X).label

    def place(self, X: FloatArray) -> Placement:
        """Return the cluster of each row, with its margin and probability."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False, ensure_min_samples=0)
        return self._place(X)

    def without_labels(self) -> Self:
        """Return a copy to be saved: numbers of clusters, nothing of customers."""
        frozen = copy(self)
        del frozen.labels_
        return frozen

    def _place(self, X: FloatArray) -> Placement:
        if self.mixture_ is None:
            return by_centroid(X, self.centroids_)
        return by_mixture(X, self.mixture_)

    def _configured(self) -> Any:
        model = KMeans() if self.clusterer is None else clone(self.clusterer)
        known = model.get_params()
        count = "n_components" if "n_components" in known else "n_clusters"
        wanted = {count: self.n_clusters, "random_state": self.random_state}
        return model.set_params(**{k: v for k, v in wanted.items() if k in known})

    def _freeze(self, model: Any, own: IntArray, rows: Rows) -> None:
        self.mixture_ = None
        if hasattr(model, "precisions_cholesky_"):
            self.mixture_ = _mixture(model)
            self.centroids_ = self.mixture_.means
            return
        centres = getattr(model, "cluster_centers_", None)
        self.centroids_ = _means(rows, own) if centres is None else centres

    def _require_rows(self, rows: Rows) -> None:
        distinct = len(rows.values)
        if distinct < self.n_clusters:
            raise QualityError(
                f"clustering: {self.n_clusters} segments need as many distinct "
                f"customers; got {distinct} of {rows.counts.sum()}"
                f"{', one distinct point: use k = 1' if distinct == 1 else ''}."
            )

    def _require_members(self, placed: IntArray) -> None:
        found = len(np.unique(placed))
        if found < len(self.centroids_):
            raise QualityError(
                f"clustering: every segment needs customers; {found} of "
                f"{len(self.centroids_)} have any."
            )


def _fit_predict(model: Any, rows: Rows) -> IntArray:
    with steady_arithmetic():
        if has_fit_parameter(model, "sample_weight"):
            model.fit(rows.values, sample_weight=rows.counts.astype(np.float64))
            return np.asarray(model.labels_, dtype=np.int64)
        repeated = np.repeat(rows.values, rows.counts, axis=0)
        labels = np.asarray(model.fit_predict(repeated), dtype=np.int64)
    return labels[np.cumsum(rows.counts) - rows.counts]


def _means(rows: Rows, labels: IntArray) -> FloatArray:
    clusters = range(labels.max() + 1)
    return np.array([_mean(rows, labels == cluster) for cluster in clusters])


def _mean(rows: Rows, members: Any) -> FloatArray:
    return np.average(rows.values[members], axis=0, weights=rows.counts[members])


def _mixture(model: Any) -> Mixture:
    shape = (len(model.means_), model.means_.shape[1], model.means_.shape[1])
    roots = model.precisions_cholesky_
    if model.covariance_type == "spherical":
        roots = roots[:, None] * np.ones(shape[:2])
    if model.covariance_type in {"spherical", "diag"}:
        roots = roots[:, :, None] * np.eye(shape[1])
    return Mixture(
        log_weights=np.log(model.weights_),
        means=model.means_,
        precision_roots=np.broadcast_to(roots, shape).copy(),
    )


def _inertia(rows: Rows, labels: IntArray, centroids: FloatArray) -> float:
    squares = ((rows.values - centroids[labels]) ** 2).sum(axis=1)
    return float((squares * rows.counts).sum())


def _converged(model: Any) -> bool:
    if hasattr(model, "converged_"):
        return bool(model.converged_)
    most = getattr(model, "max_iter", None)
    return most is None or getattr(model, "n_iter_", 0) < most


def _bic(model: Any, rows: Rows) -> float:
    if not hasattr(model, "bic"):
        return float("nan")
    return float(model.bic(np.repeat(rows.values, rows.counts, axis=0)))
