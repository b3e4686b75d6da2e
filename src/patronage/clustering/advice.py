"""Gap and prediction strength of each number of clusters, and what they would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.base import clone

from patronage.agreement import PREDICTED
from patronage.clustering.gap import Gap, gap
from patronage.clustering.prediction_strength import prediction_strength
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.clustering.trials import Trials
    from patronage.segments import FloatArray, IntArray

COLUMNS = ("gap", "gap_se", "prediction_strength", "prediction_strength_se")
GAP_DRAW, SPLIT_DRAW = 1, 2


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Gap and prediction strength, a row per k, and the k of the gap's rule.

    The rule compares each k with the next, from 1 on: it may say that there are no
    clusters, or fewer than the fewest asked for.
    """

    columns: Evaluation
    gap_choice: int = 1

    def others(self, table: Evaluation) -> Iterator[tuple[str, int]]:
        """Yield each criterion with a rule of its own, and the k that it takes."""
        k = table["k"]
        if len(k) == 1:
            return
        predicted = table["prediction_strength"] >= PREDICTED
        yield "gap", self.gap_choice
        yield "prediction strength", int(k[predicted].max(initial=1))
        if "bic" in table:
            yield "BIC", int(k[table["bic"].argmin()])


def advice(
    rows: FloatArray,
    refits: Sequence[RepeatableClusterer],
    trials: Trials,
    run: Parallel,
) -> Advice:
    """Measure the number of clusters of each unfitted model on the rows."""
    ks = [model.n_clusters for model in refits]
    every = range(1, max(ks) + 1) if len(ks) > 1 else ks  # one k leaves no choice
    jobs: list[Any] = [delayed(_gap)(rows, every, refits[0], trials)]
    jobs += [delayed(_strength)(rows, model, trials) for model in refits]
    found: list[Any] = list(run(jobs))
    whole, strengths = found[0], found[1:]
    at = [every.index(k) for k in ks]
    values = (whole.gap[at], whole.se[at], *np.array(strengths).T)
    columns = dict(zip(COLUMNS, values, strict=True))
    return Advice(columns=columns, gap_choice=whole.choice)


def no_advice() -> Advice:
    """Return the same for one model whose number cannot be asked for."""
    return Advice(columns={name: np.full(1, np.nan) for name in COLUMNS})


def _gap(
    rows: FloatArray, ks: Sequence[int], model: RepeatableClusterer, trials: Trials
) -> Gap:
    def within(matrix: FloatArray, k: int) -> float:
        labels = np.zeros(len(matrix), dtype=np.int64)
        return _within(matrix, labels if k == 1 else _labels(model, matrix, k))

    rng = np.random.default_rng([model.random_state, GAP_DRAW])
    return gap(rows, ks, within, n_references=trials.n_references, rng=rng)


def _labels(model: RepeatableClusterer, matrix: FloatArray, k: int) -> IntArray:
    """Return the clusters, each row its own where there are too few distinct rows."""
    try:
        return clone(model).set_params(n_clusters=k).fit(matrix).labels_
    except QualityError:
        return np.arange(len(matrix))


def _within(matrix: FloatArray, labels: IntArray) -> float:
    sizes = np.maximum(np.bincount(labels), 1)
    means = np.column_stack(
        [np.bincount(labels, weights=column) / sizes for column in matrix.T]
    )
    return float(((matrix - means[labels]) ** 2).sum())


def _strength(
    rows: FloatArray, model: RepeatableClusterer, trials: Trials
) -> tuple[float, float]:
    def fit(matrix: FloatArray, k: int) -> tuple[IntArray, FloatArray]:
        fitted = clone(model).set_params(n_clusters=k).fit(matrix)
        return fitted.labels_, fitted.centroids_

    k = model.n_clusters
    if len(rows) < 2 * k:
        return np.nan, np.nan
    # One generator per k, from one seed: each k is judged on the same halves.
    rng = np.random.default_rng([model.random_state, SPLIT_DRAW])
    return prediction_strength(rows, k, fit, n_splits=trials.n_splits, rng=rng)
