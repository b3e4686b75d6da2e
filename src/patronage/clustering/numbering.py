"""Which segment each cluster is: numbers that only the customers decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pandas.api.types import is_numeric_dtype
from scipy.stats import rankdata

from patronage.clustering.merging import Merge, merge_small
from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.clustering.selection import Selection
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """The segment of each cluster, and of each segment its size and its stability.

    `jaccard` is the mean of a segment's clusters by size; `merges` are those that were
    too small.
    """

    order: IntArray
    sizes: IntArray
    jaccard: FloatArray
    merges: Sequence[Merge]


def numbered(
    selection: Selection, value: FloatArray, merge_below: float | None
) -> Numbering:
    """Number the clusters of a fitted selection by their customers' `value`."""
    labels, centroids = selection.labels_, selection.clusterer_.centroids_
    sizes = np.bincount(labels[labels >= 0], minlength=len(centroids))
    merged = merge_small(sizes, centroids, merge_below or 0.0)
    order = canonical_order(value, labels, centroids, merged.groups)
    totals = np.bincount(order, sizes)
    jaccard = np.bincount(order, sizes * selection.segment_jaccard_)
    return Numbering(
        order=order,
        sizes=totals.astype(np.int64),
        jaccard=jaccard / np.maximum(totals, 1),
        merges=merged.steps,
    )


def ranked_values(column: pd.Series) -> FloatArray:
    """Return the numbers that segments are ranked by.

    Raises
    ------
    ConfigError
        If they are no numbers.
    """
    if not is_numeric_dtype(column):
        raise ConfigError(
            f"clustering.value should be a column of numbers; got '{column.name}'."
        )
    return column.to_numpy(np.float64, na_value=np.nan)


def canonical_order(
    value: FloatArray, labels: IntArray, centroids: FloatArray, groups: IntArray
) -> IntArray:
    """Return the segment of each cluster.

    Clusters of one group are one segment. Segments are numbered by the mean rank of
    their customers' `value`, the highest first, ties by centroid (of a group, that of
    its largest cluster). Customers with a negative label count for nothing; a missing
    value is the lowest.
    """
    inside = labels >= 0
    ranks = rankdata(np.nan_to_num(value[inside], nan=-np.inf))
    own, n_groups = groups[labels[inside]], int(groups.max(initial=-1)) + 1
    counts = np.maximum(np.bincount(own, minlength=n_groups), 1)
    mean = np.bincount(own, weights=ranks, minlength=n_groups) / counts
    sizes = np.bincount(labels[inside], minlength=len(centroids))
    chief = [np.argmax(np.where(groups == g, sizes, -1)) for g in range(n_groups)]
    descending = np.lexsort((*centroids[chief].T[::-1], -mean))
    return np.argsort(descending).astype(np.int64)[groups]
