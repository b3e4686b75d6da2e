"""How compact and separate segments are, on one matrix for every scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri
from sklearn.metrics import (
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_samples,
)

from patronage.compare.score import LEVEL, Score

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray, IntArray

WIDE = float(ndtri((1 + LEVEL) / 2))


def quality(
    matrix: pd.DataFrame, segments: pd.DataFrame, *, seed: int, sample: int = 10_000
) -> list[Score]:
    """Return silhouette, Calinski-Harabasz and Davies-Bouldin of placed customers.

    `matrix` holds standardised features, its index customer ids: given the same one,
    schemes of any kind are comparable. The silhouette is of a sample that keeps the
    segments' shares; its interval is that of a mean of so many customers. Fewer than
    2 segments, or none with 2 customers, have no quality; nor has anything by a matrix
    without columns.

    >>> tiers = study.fit("tier3").segments
    >>> active = study.features.set_index("customer_id")
    >>> [s.name for s in quality(active[["n_orders"]], tiers, seed=0)][:2]
    ['quality/silhouette', 'quality/calinski_harabasz']
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
        _mean_score("quality/silhouette", _silhouettes(values[drawn], labels[drawn])),
        Score(
            "quality/calinski_harabasz", float(calinski_harabasz_score(values, labels))
        ),
        Score("quality/davies_bouldin", float(davies_bouldin_score(values, labels))),
    ]


def _silhouettes(values: FloatArray, labels: IntArray) -> FloatArray:
    each: FloatArray = silhouette_samples(values, labels)
    return each


def _mean_score(name: str, values: FloatArray) -> Score:
    mean, half = float(values.mean()), WIDE * float(values.std()) / len(values) ** 0.5
    return Score(name, mean, mean - half, mean + half)


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
