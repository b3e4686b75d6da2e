"""How well a partition divides its own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import (
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_score,
)

if TYPE_CHECKING:
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray


def criteria(matrix: FloatArray, fitted: RepeatableClusterer) -> dict[str, float]:
    """Return the internal criteria of a clusterer fitted on this matrix.

    Silhouette (Rousseeuw 1987), Caliński-Harabasz (1974), Davies-Bouldin (1979), the
    sum of squares within clusters or, for mixtures, the Bayesian information
    criterion, and the size of the smallest cluster. With one row per cluster the
    first three are not defined: NaN.
    """
    sizes = np.bincount(fitted.labels_)
    return {
        **_separation(matrix, fitted),
        **fit_criterion(fitted),
        "min_n": float(sizes.min()),
        "min_share": float(sizes.min() / sizes.sum()),
    }


def fit_criterion(fitted: RepeatableClusterer) -> dict[str, float]:
    """Return the criterion that the clusterer itself makes small."""
    is_mixture = fitted.mixture_ is not None
    return {"bic": fitted.bic_} if is_mixture else {"inertia": fitted.inertia_}


def _separation(matrix: FloatArray, fitted: RepeatableClusterer) -> dict[str, float]:
    measures = {
        "silhouette": silhouette_score,
        "calinski_harabasz": calinski_harabasz_score,
        "davies_bouldin": davies_bouldin_score,
    }
    if not 2 <= len(np.unique(fitted.labels_)) < len(matrix):
        return dict.fromkeys(measures, float("nan"))
    return {
        name: float(measure(matrix, fitted.labels_))
        for name, measure in measures.items()
    }
