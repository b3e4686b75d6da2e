"""How well partitions divide their own data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.clustering.separation import separation
from patronage.clustering.silhouettes import half_precision, silhouettes

if TYPE_CHECKING:
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray

EXACT_ROWS = 5_000


def criteria(
    matrix: FloatArray, fitted: Sequence[RepeatableClusterer]
) -> list[dict[str, float]]:
    """Return the internal criteria of each clusterer fitted on this matrix.

    Silhouette (Rousseeuw 1987) and its standard error, simplified silhouette,
    Caliński-Harabasz (1974), Davies-Bouldin (1979), the sum of squares within clusters
    or, for mixtures, the Bayesian information criterion, the size of the smallest
    cluster and the share of noise. Noise (label -1) is left out of the criteria; what
    needs two clusters is NaN for one, and for none.
    """
    # half the digits, for half the time, where the sampling error hides the rest
    exact = matrix if len(matrix) <= EXACT_ROWS else half_precision(matrix)
    widths = silhouettes(exact, [model.labels_ for model in fitted])
    return [
        {
            "silhouette": width.mean,
            "silhouette_se": width.se,
            **_separation(matrix, model),
            **fit_criterion(model),
            **_sizes(model),
            "agreement": model.agreement_,
        }
        for width, model in zip(widths, fitted, strict=True)
    ]


def fit_criterion(fitted: RepeatableClusterer) -> dict[str, float]:
    """Return the criterion that the clusterer itself makes small; NaN for none."""
    if fitted.n_clusters_ == 0:
        return {"inertia": float("nan")}
    is_mixture = np.isfinite(fitted.bic_)
    return {"bic": fitted.bic_} if is_mixture else {"inertia": fitted.inertia_}


def _separation(matrix: FloatArray, model: RepeatableClusterer) -> dict[str, float]:
    found = separation(matrix, model.labels_, model.centroids_)
    return {
        name: found[name]
        for name in ("simplified_silhouette", "calinski_harabasz", "davies_bouldin")
    }


def _sizes(model: RepeatableClusterer) -> dict[str, float]:
    labels = model.labels_
    sizes = np.bincount(labels[labels >= 0], minlength=model.n_clusters_)
    smallest = sizes.min() if len(sizes) else 0
    return {
        "min_n": float(smallest),
        "min_share": float(smallest / len(labels)),
        "noise_share": float(np.mean(labels < 0)),
    }
