"""How compact and separate segments are, on one matrix for every scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import (
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_score,
)

from patronage.loggable import Metric

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import IntArray


def quality(
    matrix: pd.DataFrame, segments: pd.DataFrame, *, seed: int, sample: int = 10_000
) -> list[Metric]:
    """Return silhouette, Calinski-Harabasz and Davies-Bouldin of placed customers.

    `matrix` holds standardised features, its index customer ids: given the same one,
    schemes of any kind are comparable. The silhouette is of a sample that keeps the
    segments' shares. Fewer than 2 segments, or none with 2 customers, have no quality;
    nor has anything by a matrix without columns.
    """
    if matrix.empty:
        return []
    members = segments.loc[segments["segment"] >= 0].set_index("customer_id")["segment"]
    known = matrix.index.intersection(members.index).sort_values()
    values = matrix.loc[known].to_numpy(float)
    labels = members.loc[known].to_numpy(np.int64)
    n_segments = len(np.unique(labels))
    if n_segments < 2 or n_segments >= len(labels):
        return []
    drawn = _stratified(labels, sample, seed)
    return [
        Metric(
            "quality/silhouette", float(silhouette_score(values[drawn], labels[drawn]))
        ),
        Metric(
            "quality/calinski_harabasz", float(calinski_harabasz_score(values, labels))
        ),
        Metric("quality/davies_bouldin", float(davies_bouldin_score(values, labels))),
    ]


def _stratified(labels: IntArray, sample: int, seed: int) -> IntArray:
    """Positions of about `sample` customers, at least 2 of each segment."""
    if len(labels) <= sample:
        return np.arange(len(labels))
    rng = np.random.default_rng(seed)
    drawn = []
    for segment in np.unique(labels):
        members = np.flatnonzero(labels == segment)
        wanted = max(2, round(sample * len(members) / len(labels)))
        drawn.append(rng.choice(members, min(wanted, len(members)), replace=False))
    return np.sort(np.concatenate(drawn))
