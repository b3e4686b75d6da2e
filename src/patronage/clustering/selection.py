"""Choosing the number of clusters: what every way of choosing shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from joblib import Parallel, delayed
from scipy.stats import rankdata
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.clustering.criteria import criteria
from patronage.clustering.gate import Evaluation, Gate
from patronage.clustering.repeatable_clusterer import RepeatableClusterer
from patronage.clustering.rows import distinct_rows, sorted_rows
from patronage.clustering.stability import Resampling, replicate, stability
from patronage.clustering.steady import steady_arithmetic
from patronage.errors import ConfigError, QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

STABLE = "stable"
NO_STRUCTURE = "no_structure"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The row of the table that was chosen, each row's score, and why."""

    row: int
    score: FloatArray
    why: str


class Selection(ClusterMixin, BaseEstimator, ABC):
    """Fit a clusterer for every candidate k, evaluate each, and keep one.

    After `fit`: `n_clusters_`, the fitted `clusterer_` and its `labels_`;
    `selection_table_` with a column per criterion and a row per k; `structure_`
    ("stable" or "no_structure", by the gate); `explanation_` why this k and `verdict_`
    what the segments are worth. Where nothing passes the gate a k is still chosen.

    Subclasses name the candidates and choose among the rows.
    """

    clusterer: Any
    gate: Gate | None
    resampling: Resampling | None
    n_jobs: int
    random_state: int

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Evaluate the candidates on (a sample of) the rows and fit the chosen one.

        Raises
        ------
        ConfigError
            If no number of clusters, or one below 1, is asked for.
        QualityError
            If the rows have fewer distinct points than the fewest clusters asked for.
        """
        X = validate_data(self, X, dtype=np.float64)
        _check_candidates(self._candidates())
        sample = self._sample(X)
        with steady_arithmetic():
            fitted = self._fit_each(sample, self._feasible(sample))
            table = self._evaluate(sample, fitted)
        passes = self._gate().passes(table, len(X) / len(sample))
        choice = self._choose(table, passes & self._gate().serves(table))
        final = fitted[choice.row]
        self.clusterer_ = final if len(sample) == len(X) else clone(final).fit(X)
        self.labels_: IntArray = self.clusterer_.predict(X)
        self._record(table, passes, choice)
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        check_is_fitted(self)
        labels: IntArray = self.clusterer_.predict(
            validate_data(self, X, dtype=np.float64, reset=False)
        )
        return labels

    @abstractmethod
    def _candidates(self) -> Iterable[int]:
        """Return the numbers of clusters to try, ascending."""

    @abstractmethod
    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        """Pick a row of the table."""

    def _gate(self) -> Gate:
        return self.gate or Gate()

    def _resampling(self) -> Resampling:
        return self.resampling or Resampling()

    def _side_by_side(self) -> Parallel:
        return Parallel(n_jobs=self.n_jobs, prefer="threads")

    def _sample(self, X: FloatArray) -> FloatArray:
        ordered = X[sorted_rows(X)]
        size = min(self._resampling().sample_size, len(X))
        rng = np.random.default_rng(self.random_state)
        places = (np.arange(size) + rng.random()) * (len(X) / size)
        return ordered[places.astype(np.int64)]

    def _feasible(self, sample: FloatArray) -> list[int]:
        asked = list(self._candidates())
        distinct = len(distinct_rows(sample).values)
        if distinct < asked[0]:
            alike = ": one distinct point, use k = 1" if distinct == 1 else ""
            raise QualityError(
                f"clustering: {asked[0]} segments need as many distinct customers; "
                f"got {distinct} of {len(sample)}{alike}."
            )
        return [k for k in asked if k <= distinct]

    def _fit_each(
        self, sample: FloatArray, candidates: list[int]
    ) -> list[RepeatableClusterer]:
        jobs = (
            delayed(
                RepeatableClusterer(
                    self.clusterer, n_clusters=k, random_state=self.random_state
                ).fit
            )(sample)
            for k in candidates
        )
        return list(self._side_by_side()(jobs))

    def _evaluate(
        self, sample: FloatArray, fitted: list[RepeatableClusterer]
    ) -> Evaluation:
        run = self._side_by_side()
        measured = run(delayed(criteria)(sample, model) for model in fitted)
        seeds = np.random.SeedSequence(self.random_state).spawn(
            self._resampling().n_bootstraps
        )
        drawn = run(
            delayed(replicate)(sample, model, self._resampling(), seed)
            for model in fitted
            for seed in seeds
        )
        by_model = [drawn[i * len(seeds) :][: len(seeds)] for i in range(len(fitted))]
        rows = [
            {"k": model.n_clusters, **one, **stability(replicates)}
            for model, one, replicates in zip(fitted, measured, by_model, strict=True)
        ]
        return {name: np.array([row[name] for row in rows]) for name in rows[0]}

    def _record(self, table: Evaluation, passes: Any, choice: Choice) -> None:
        self.n_clusters_ = int(table["k"][choice.row])
        self.structure_ = STABLE if passes[choice.row] else NO_STRUCTURE
        self.selection_table_ = {
            **table,
            "admissible": passes & self._gate().serves(table),
            "score": choice.score,
            "chosen": np.arange(len(passes)) == choice.row,
        }
        self.explanation_ = f"k = {self.n_clusters_}: {choice.why}."
        self.verdict_ = self._verdict(
            {name: column[choice.row] for name, column in table.items()}
        )

    def _verdict(self, row: dict[str, Any]) -> str:
        found = (
            f"over {self._resampling().n_bootstraps} bootstraps the least stable of "
            f"{row['k']} keeps a Jaccard of {row['jaccard_min']:.2f}, "
            f"the mean is {row['jaccard_mean']:.2f}"
        )
        late = "" if self.clusterer_.converged_ else " It stopped before it converged."
        if self.structure_ == STABLE:
            return f"Stable segments: {found}.{late}"
        return (
            f"No stable segments: {found}, the smallest has {row['min_share']:.1%} "
            f"({self._gate()} were asked for); read them as a division of a continuum "
            f"and prefer a rule scheme.{late}"
        )


def composite_score(table: Evaluation, rows: Any) -> tuple[FloatArray, FloatArray]:
    """Return the mean rank of `rows` over four criteria, and its standard error.

    The criteria are silhouette, Davies-Bouldin (small is good), Caliński-Harabasz and
    the bootstraps' ARI; the best row has the highest rank. Other rows get NaN.
    """
    ranks = np.array(list(_ranks(table, rows)))
    score, error = (np.full(len(rows), np.nan) for _ in range(2))
    score[rows] = ranks.mean(axis=0)
    error[rows] = ranks.std(axis=0, ddof=1) / np.sqrt(len(ranks))
    return score, error


def _ranks(table: Evaluation, rows: Any) -> Iterator[FloatArray]:
    for name in ("silhouette", "calinski_harabasz", "stability_ari"):
        yield rankdata(np.nan_to_num(table[name][rows], nan=-np.inf))
    yield rankdata(-np.nan_to_num(table["davies_bouldin"][rows], nan=np.inf))


def _check_candidates(candidates: Iterable[int]) -> None:
    ks = list(candidates)
    if not ks or min(ks) < 1:
        raise ConfigError(
            f"numbers of clusters should be 1 or more, and k_max at least k_min; "
            f"got {ks or 'none'}."
        )
