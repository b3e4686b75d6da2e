"""Whether segments come back when the customers are drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.base import clone

from patronage.agreement import adjusted_rand_index, contingency, jaccard
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray

ARI_BOUNDS = ("stability_ari_low", "stability_ari_high")
MIDDLE = (0.025, 0.975)


@dataclass(frozen=True, kw_only=True)
class Resampling:
    """How stability is measured.

    Customers are drawn `n_bootstraps` times with replacement. A refit tries
    `refit_inits` starts where the clusterer has an `n_init`. Of more customers than
    `sample_size`, every so-manieth of the sorted rows is evaluated.
    """

    n_bootstraps: int = 20
    refit_inits: int = 10
    sample_size: int = 10_000


@dataclass(frozen=True, kw_only=True)
class Replicate:
    """One bootstrap against the original: overall, and per original cluster."""

    ari: float
    jaccard: FloatArray


def replicate(
    matrix: FloatArray,
    original: RepeatableClusterer,
    resampling: Resampling,
    seed: np.random.SeedSequence,
) -> Replicate:
    """Refit on one bootstrap sample and compare on the customers drawn.

    A customer drawn twice counts once (Hennig 2007, and fpc's `multipleboot=FALSE`).
    Clusters of which nobody was drawn, and refits that fail, count as not found. For
    the ARI, those in no cluster are a group too; for the Jaccards they are not, but a
    member whom the refit leaves out is missing.
    """
    n = len(matrix)
    drawn = np.unique(np.random.default_rng(seed).integers(n, size=n))
    refit = _refitter(original, resampling, int(seed.generate_state(1)[0]))
    try:
        again = refit.fit(matrix[drawn])
    except QualityError:
        return Replicate(ari=0.0, jaccard=np.zeros(original.n_clusters_))
    counts = contingency(
        original.labels_[drawn] + 1,
        again.labels_ + 1,
        (original.n_clusters_ + 1, again.n_clusters_ + 1),
    )
    best = jaccard(counts)[1:, 1:].max(axis=1, initial=0.0)
    return Replicate(ari=adjusted_rand_index(counts), jaccard=best)


def stability(replicates: list[Replicate]) -> dict[str, float]:
    """Average over the bootstraps; the least stable cluster stands for the rest.

    The middle 95 % of bootstraps have an index between the bounds of `stability_ari`.
    """
    if not replicates:
        return dict.fromkeys(
            ("stability_ari", *ARI_BOUNDS, "jaccard_min", "jaccard_mean"), float("nan")
        )
    aris = [one.ari for one in replicates]
    by_cluster = np.mean([one.jaccard for one in replicates], axis=0)
    return {
        "stability_ari": float(np.mean(aris)),
        **dict(zip(ARI_BOUNDS, np.quantile(aris, MIDDLE).tolist(), strict=True)),
        "jaccard_min": float(by_cluster.min()),
        "jaccard_mean": float(by_cluster.mean()),
    }


def _refitter(
    original: RepeatableClusterer, resampling: Resampling, seed: int
) -> RepeatableClusterer:
    refit: RepeatableClusterer = clone(original).set_params(random_state=seed)
    inits = refit.get_params().get("clusterer__n_init")
    if isinstance(inits, int):
        refit.set_params(clusterer__n_init=min(inits, resampling.refit_inits))
    return refit
