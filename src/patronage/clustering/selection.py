"""Choosing the number of clusters: what every way of choosing shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from joblib import Parallel
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.utils import Tags, get_tags
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.agreement import contingency
from patronage.clustering.absent import at_the_mean
from patronage.clustering.advice import Advice, advice, no_advice
from patronage.clustering.attempts import Attempts, attempt, with_failed
from patronage.clustering.candidates import feasible, set_number
from patronage.clustering.choice import Choice, explained, only
from patronage.clustering.evaluation import evaluate, evidence_of
from patronage.clustering.gate import Evaluation, Gate
from patronage.clustering.no_clusters import nothing_found
from patronage.clustering.null_test import NullTest, null_test
from patronage.clustering.repeatable_clusterer import RepeatableClusterer
from patronage.clustering.rows import sorted_rows
from patronage.clustering.segment_stability import carried_over
from patronage.clustering.stability import Resampling
from patronage.clustering.steady import steady_arithmetic
from patronage.clustering.structure import Evidence, Structure, structure
from patronage.clustering.trials import Trials, evenly
from patronage.clustering.verdict import CUT_SHORT, Finding, verdict

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


class Selection(ClusterMixin, BaseEstimator, ABC):
    """Fit a clusterer for every candidate k, evaluate each, and keep one.

    After `fit`: `n_clusters_`, the fitted `clusterer_` and its `labels_`;
    `selection_table_` with a column per measure and a row per k; `explanation_` why
    this k, and `near_ties_`, the k that cannot be told from the best; `structure_`
    (natural, reproducible, constructive or none), `verdict_` what the segments are
    worth, and `null_mean_`, `null_excess_` and `null_p_` of their silhouette against
    that of customers without groups, `finding_` all that the verdict rests on;
    `segment_jaccard_`, how far each cluster of `clusterer_` comes back. Where nothing
    passes the gate a k is still chosen. A k that cannot be fitted has a row without
    measures, and is not admissible.

    A clusterer that finds its own number (it has neither `n_clusters` nor
    `n_components`) is fitted once; where it finds no group `n_clusters_` is 0 and the
    structure is none. Subclasses name the candidates and choose among
    the rows.
    """

    clusterer: Any
    gate: Gate | None
    resampling: Resampling | None
    trials: Trials | None
    n_jobs: int
    random_state: int

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Evaluate the candidates on (a sample of) the rows and fit the chosen one.

        Raises
        ------
        ConfigError
            If no number of clusters, or one below 1, is asked for.
        QualityError
            If the rows have fewer distinct points than the fewest clusters asked for,
            or none of the numbers can be fitted.
        """
        X = self._validated(X, reset=True)
        sample = evenly(X[sorted_rows(X)], self._resampling().sample_size, self._rng())
        scale = len(X) / len(sample)
        few = self._trials().sample(at_the_mean(sample), self._rng())
        with steady_arithmetic():
            tried = self._fit_each(sample)
            fitted = tried.fitted
            found = evaluate(sample, fitted, self._resampling(), self._side_by_side())
            advised = self._advised(few, fitted)
            table = {**found.table, **advised.columns}
            choice = self._chosen(table, scale)
            chance = self._against_chance(few, fitted[choice.row])
        self._keep(X, sample, fitted[choice.row], found.jaccard[choice.row])
        self._explain(choice, advised.others(table), tried.failed)
        self.selection_table_ = self._told(table, choice, scale, tried.failed)
        self.near_ties_: list[int] = table["k"][choice.near].tolist()
        self._judge(chance, len(few), scale)
        return self

    def predict(self, X: FloatArray) -> IntArray:
        """Return the cluster of each row."""
        check_is_fitted(self)
        labels: IntArray = self.clusterer_.predict(self._validated(X, reset=False))
        return labels

    def refusals(self, row: Mapping[str, float], scale: float = 1.0) -> list[str]:
        """Return a sentence for each reason not to act on segments of this row.

        Nothing is said of none. `scale` is the customers there are per customer in it.
        """
        if row["k"] == 0:
            return []
        late = [] if self.clusterer_.converged_ else [CUT_SHORT]
        return [*self._gate().failures(row, scale), *late]

    @abstractmethod
    def _candidates(self) -> Sequence[int]:
        """Return the numbers of clusters to try, ascending."""

    @abstractmethod
    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        """Pick a row of the table."""

    def _structure(self, evidence: Evidence, table: Evaluation) -> Structure:
        return structure(evidence)

    def _validated(self, X: FloatArray, *, reset: bool) -> FloatArray:
        absent = "allow-nan" if self._takes_nan() else True
        matrix: FloatArray = validate_data(
            self, X, dtype=np.float64, reset=reset, ensure_all_finite=absent
        )
        return matrix

    def _takes_nan(self) -> bool:
        return self.clusterer is not None and bool(
            get_tags(self.clusterer).input_tags.allow_nan
        )

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self._takes_nan()
        return tags

    def _gate(self) -> Gate:
        return self.gate or Gate()

    def _resampling(self) -> Resampling:
        return self.resampling or Resampling()

    def _trials(self) -> Trials:
        return self.trials or Trials()

    def _rng(self) -> np.random.Generator:
        return np.random.default_rng(self.random_state)

    def _side_by_side(self) -> Parallel:
        return Parallel(n_jobs=self.n_jobs, prefer="threads")

    def _finds_own_number(self) -> bool:
        return set_number(self.clusterer) is None

    def _fit_each(self, sample: FloatArray) -> Attempts:
        asked = [1] if self._finds_own_number() else list(self._candidates())
        models = [
            RepeatableClusterer(
                self.clusterer, n_clusters=k, random_state=self.random_state
            )
            for k in feasible(asked, sample)
        ]
        return attempt(models, sample, self._side_by_side())

    def _advised(
        self, few: FloatArray, fitted: Sequence[RepeatableClusterer]
    ) -> Advice:
        if self._finds_own_number():
            return no_advice()
        refits = [self._trials().refit(model) for model in fitted]
        return advice(few, refits, self._trials(), self._side_by_side())

    def _chosen(self, table: Evaluation, scale: float) -> Choice:
        if self._finds_own_number():
            return only(table, "the clusterer found as many itself")
        return self._choose(table, self._admissible(table, scale))

    def _admissible(self, table: Evaluation, scale: float) -> Any:
        return self._gate().passes(table, scale) & self._gate().serves(table)

    def _against_chance(self, few: FloatArray, model: RepeatableClusterer) -> NullTest:
        seeds = np.random.SeedSequence([self.random_state, self._trials().n_nulls])
        return null_test(
            few,
            self._trials().refit(model),
            seeds.spawn(self._trials().n_nulls),
            self._side_by_side(),
        )

    def _keep(
        self,
        X: FloatArray,
        sample: FloatArray,
        model: RepeatableClusterer,
        jaccard: FloatArray,
    ) -> None:
        is_whole = len(sample) == len(X)
        self.clusterer_ = model if is_whole else clone(model).fit(X)
        self.n_clusters_ = int(self.clusterer_.n_clusters_)
        self.labels_: IntArray = self.clusterer_.predict(X)
        shape = len(jaccard), self.n_clusters_
        counts = contingency(model.labels_, self.clusterer_.predict(sample), shape)
        self.segment_jaccard_ = carried_over(jaccard, counts)

    def _told(
        self, table: Evaluation, choice: Choice, scale: float, failed: Sequence[int]
    ) -> Evaluation:
        marks = {
            "admissible": self._admissible(table, scale),
            "near_tie": choice.near,
            "score": choice.score,
            "chosen": np.arange(len(table["k"])) == choice.row,
        }
        return with_failed({**table, **marks}, failed)

    def _explain(
        self, choice: Choice, others: Iterable[tuple[str, int]], failed: Sequence[int]
    ) -> None:
        if self.n_clusters_ == 0:
            self.explanation_ = nothing_found(self.clusterer)
        else:
            self.explanation_ = explained(self.n_clusters_, choice, others, failed)

    def _judge(self, chance: NullTest, n_tested: int, scale: float) -> None:
        table = self.selection_table_
        row = {
            name: float(column[table["chosen"]][0]) for name, column in table.items()
        }
        evidence = evidence_of(chance, row)
        nothing = 0 in (self.n_clusters_, row["k"])
        found = Structure.NONE if nothing else self._structure(evidence, table)
        self.structure_ = str(found)
        self.finding_ = Finding(
            structure=found,
            evidence=evidence,
            n_clusters=self.n_clusters_,
            n_tested=n_tested,
            n_bootstraps=self._resampling().n_bootstraps,
        )
        refusals = [] if nothing else self.refusals(row, scale)
        self.verdict_ = verdict(self.finding_, refusals, n_segments=self.n_clusters_)
        self.null_mean_, self.null_p_ = chance.mean, chance.p
        self.null_excess_ = evidence.excess
        self.selection_table_ |= {
            name: np.where(table["chosen"], value, np.nan)
            for name, value in self.finding_.against_chance.items()
        }
