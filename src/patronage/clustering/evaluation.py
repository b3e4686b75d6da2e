"""Every candidate measured: the table from which a number of clusters is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from joblib import Parallel, delayed

from patronage.clustering.absent import at_the_mean
from patronage.clustering.criteria import criteria
from patronage.clustering.stability import Resampling, replicate, stability
from patronage.clustering.structure import Evidence

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation
    from patronage.clustering.null_test import NullTest
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """The criteria and the stability of each candidate.

    `table` has an array per measure; `jaccard` an array per candidate, the mean over
    bootstraps for each of its clusters.
    """

    table: Evaluation
    jaccard: list[FloatArray]


def evaluate(
    sample: FloatArray,
    fitted: Sequence[RepeatableClusterer],
    resampling: Resampling,
    run: Parallel,
) -> Evaluated:
    """Measure models that were fitted on this sample; all draw the same bootstraps."""
    seed = np.random.SeedSequence(fitted[0].random_state)
    seeds = seed.spawn(resampling.n_bootstraps)
    drawn = run(
        delayed(replicate)(sample, model, resampling, seed)
        for model in fitted
        for seed in seeds
    )
    by_model = [drawn[i * len(seeds) :][: len(seeds)] for i in range(len(fitted))]
    measured = criteria(at_the_mean(sample), fitted)
    rows = [
        {
            "k": model.n_clusters_,
            **one,
            **stability(replicates if model.n_clusters_ else []),
        }
        for model, one, replicates in zip(fitted, measured, by_model, strict=True)
    ]
    table = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return Evaluated(
        table=table,
        jaccard=[
            _by_cluster([one.jaccard for one in replicates], model.n_clusters_)
            for model, replicates in zip(fitted, by_model, strict=True)
        ],
    )


def evidence_of(chance: NullTest, row: Mapping[str, float]) -> Evidence:
    """Return what speaks for the structure of one row of the table."""
    return Evidence(
        silhouette=chance.silhouette,
        null_mean=chance.mean,
        null_p=chance.p,
        ari=row["stability_ari"],
        jaccard_mean=row["jaccard_mean"],
        jaccard_min=row["jaccard_min"],
    )


def _by_cluster(jaccards: Sequence[FloatArray], n_clusters: int) -> FloatArray:
    if not jaccards:
        return np.full(n_clusters, np.nan)
    mean: FloatArray = np.mean(jaccards, axis=0)
    return mean
