"""Whether the clusters of one half of the customers predict those of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.clustering.halves import Fit, transfers

if TYPE_CHECKING:
    from patronage.agreement import Counts
    from patronage.segments import FloatArray


def prediction_strength(
    rows: FloatArray,
    k: int,
    fit: Fit,
    *,
    n_splits: int,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """Return the mean over random halvings, and its standard error.

    Tibshirani & Walther (2005): of each cluster of one half, the share of pairs that
    the other half's centroids put together too; the worst cluster counts. Both
    directions are averaged, and a cluster of one row holds, as in fpc. From .8 on the
    clusters are said to be found again. A halving that cannot be fitted has strength 0.
    `fit(matrix, k)` returns labels and centroids.
    """
    each = [
        np.mean([_strength(counts) for counts in transfers(rows, k, fit, rng)])
        for _ in range(n_splits)
    ]
    error = np.std(each, ddof=1) / np.sqrt(n_splits) if n_splits > 1 else np.nan
    return float(np.mean(each)), float(error)


def _strength(counts: Counts | None) -> float:
    if counts is None:
        return 0.0
    sizes = counts.sum(axis=1)
    pairs, together = sizes * (sizes - 1), (counts * (counts - 1)).sum(axis=1)
    shares = np.divide(together, pairs, out=np.ones(len(sizes)), where=pairs > 0)
    return float(shares.min())
