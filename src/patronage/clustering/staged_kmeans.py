"""K-means whose restarts are tried on few rows, and the best finished on all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin

# The public KMeans around this loop would make a fit cost half as much again: for
# each of its runs it copies, centres and measures rows that are centred already.
from sklearn.cluster._kmeans import _kmeans_single_lloyd
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.enough_customers import require_customers
from patronage.clustering.kmeans_seeds import kmeans_seeds
from patronage.clustering.placement import NearestCentroid
from patronage.clustering.positive import require_positive
from patronage.clustering.steady import steady_arithmetic
from patronage.clustering.weighted_rows import WeightedRows, row_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, IntArray

    Float32 = NDArray[np.float32]

FIRST_ROWS = 2048
GROWTH = 4
LARGEST_SAMPLE = 1 / 2
TRIED_ITERATIONS = 30
FINAL_ITERATIONS = 12
FINALISTS = 2
SAME_OPTIMUM = 1e-5


@dataclass(frozen=True, kw_only=True)
class Run:
    """Where one restart of Lloyd's algorithm stands."""

    centres: Float32
    labels: NDArray[np.int32]
    inertia: float
    n_iter: int


class StagedKMeans(ClusterMixin, BaseEstimator):
    """K-means with many restarts for the price of few.

    `n_init` greedy k-means++ starts run a few iterations on 2,048 rows. The better
    half of the optima goes on with four times the rows, and so on (successive
    halving, Jamieson & Talwalkar 2016); on all rows the best is run until it
    converges, by scikit-learn's own loop in one thread and single precision. Up to
    2,048 rows all starts converge. Centres and inertia are those of double precision.

    Samples are drawn evenly over the rows as they stand: sorted rows make them
    representative, and the result independent of the order of customers.

    Parameters
    ----------
    tol
        Squared shift of all centres in an iteration, in units of the mean variance of
        a column, at which k-means has converged (as in scikit-learn).
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        n_init: int = 50,
        max_iter: int = 300,
        tol: float = 1e-4,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(
        self, X: FloatArray, y: object = None, sample_weight: FloatArray | None = None
    ) -> Self:
        """Learn the centres.

        Raises
        ------
        ConfigError
            If a setting that says how many is no whole number, 1 or more.
        QualityError
            If there are fewer rows than clusters.
        """
        require_positive(self, "n_clusters", "n_init", "max_iter")
        X = validate_data(self, X, dtype=np.float64, order="C")
        weights = row_weights(sample_weight, X)
        require_customers(self.n_clusters, len(X))
        with steady_arithmetic():
            rows = WeightedRows.of(X, weights)
            best = self._best(rows)
            centres = rows.restored(best.centres)
            self.cluster_centers_ = _means(X, weights, best.labels, centres)
            apart = X - self.cluster_centers_[best.labels]
            self.inertia_ = float(weights @ np.einsum("ij,ij->i", apart, apart))
        self.labels_: IntArray = best.labels.astype(np.int64)
        self.n_iter_ = best.n_iter
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the nearest centre of each row."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return NearestCentroid(centroids=self.cluster_centers_).place(X).label

    def _best(self, rows: WeightedRows) -> Run:
        rng = check_random_state(self.random_state)
        size = FIRST_ROWS
        sample = rows.sample(size, rng, at_least=self.n_clusters)
        is_all = sample is rows
        tried = self.max_iter if is_all else TRIED_ITERATIONS
        runs = self._runs(sample, self._starts(sample, rng), tried)
        while (size := size * GROWTH) <= len(rows.rows) * LARGEST_SAMPLE:
            better = _better(runs)
            tried = TRIED_ITERATIONS if len(better) > FINALISTS else self.max_iter
            sample = rows.sample(size, rng, at_least=self.n_clusters)
            runs = self._runs(sample, better, tried)
        finalists = _better(runs)
        if not is_all and len(finalists) > 1:
            finalists = _better(self._runs(rows, finalists, FINAL_ITERATIONS))
        return self._run(rows, finalists[0], self.max_iter)

    def _starts(self, rows: WeightedRows, rng: np.random.RandomState) -> Float32:
        return kmeans_seeds(
            rows.rows,
            rows.weights,
            n_clusters=self.n_clusters,
            n_init=self.n_init,
            rng=rng,
        )

    def _runs(
        self, rows: WeightedRows, starts: Iterable[Float32], max_iter: int
    ) -> list[Run]:
        return [self._run(rows, start, max_iter) for start in starts]

    def _run(self, rows: WeightedRows, start: Float32, max_iter: int) -> Run:
        labels, _, centres, n_iter = _kmeans_single_lloyd(
            rows.rows,
            rows.weights,
            start.copy(),
            max_iter=min(max_iter, self.max_iter),
            tol=self.tol,
            n_threads=1,
        )
        inertia = rows.inertia(centres, labels)
        return Run(centres=centres, labels=labels, inertia=inertia, n_iter=n_iter)


def _better(runs: list[Run]) -> list[Float32]:
    """Return the centres of the better half, one of those in the same optimum."""
    ordered = sorted(runs, key=lambda run: run.inertia)
    gains = np.diff([run.inertia for run in ordered], prepend=-np.inf)
    optima = [
        run.centres
        for run, gain in zip(ordered, gains, strict=True)
        if gain > SAME_OPTIMUM * run.inertia
    ]
    return optima[: max(FINALISTS, len(runs) // 2)]


def _means(
    X: FloatArray, weights: FloatArray, labels: NDArray[np.int32], centres: FloatArray
) -> FloatArray:
    """Return each cluster's mean; the centre itself where nothing weighs."""
    shares = (labels == np.arange(len(centres))[:, None]) * weights
    totals = shares.sum(axis=1, keepdims=True)
    return np.divide(shares @ X, totals, out=centres, where=totals > 0)
