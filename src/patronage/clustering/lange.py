"""How unstable clusters are under halving, against labels given at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from patronage.agreement import contingency
from patronage.clustering.halves import Fit, transfers

if TYPE_CHECKING:
    from patronage.agreement import Counts
    from patronage.segments import FloatArray


def lange_instability(
    rows: FloatArray,
    k: int,
    fit: Fit,
    *,
    n_splits: int,
    rng: np.random.Generator,
) -> float:
    """Return the instability of Lange, Roth, Braun & Buhmann (2004); 0 is best.

    `fit` takes rows and k, and returns labels (n,) and centroids (k, p).
    The share of customers of one half whom the other half's centroids put elsewhere,
    after the best matching of the clusters, over the same share of two labelings at
    random (their eq. 10). A halving that cannot be fitted is as good as random.
    """
    found, random = [], []
    for _ in range(n_splits):
        for counts in transfers(rows, k, fit, rng):
            by_chance = _disagreement(_random_counts(len(rows) // 2, k, rng))
            random.append(by_chance)
            found.append(by_chance if counts is None else _disagreement(counts))
    return float(np.sum(found) / np.sum(random))


def _random_counts(n: int, k: int, rng: np.random.Generator) -> Counts:
    return contingency(rng.integers(k, size=n), rng.integers(k, size=n), (k, k))


def _disagreement(counts: Counts) -> float:
    matched = linear_sum_assignment(counts, maximize=True)
    return float(1 - counts[matched].sum() / counts.sum())
