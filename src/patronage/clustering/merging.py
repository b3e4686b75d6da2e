"""Segments too small to be served, joined to their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Merge:
    """One cluster of `n` customers, joined to that of cluster `into`."""

    n: int
    share: float
    into: int


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The group of each cluster, numbered by its first cluster, and the steps."""

    groups: IntArray
    steps: Sequence[Merge]


def merge_small(sizes: IntArray, centroids: FloatArray, min_share: float) -> Merged:
    """Join clusters until each group has `min_share` of the customers.

    The smallest goes first, to the group that it costs the least to join: the growth
    of the sum of squares, n_a n_b / (n_a + n_b) times the squared distance of the
    means (Ward 1963, JASA 58:236). Equal costs go to the first.
    """
    n, means = sizes.astype(np.float64), centroids.astype(np.float64)
    parent = np.arange(len(n))
    steps: list[Merge] = []
    while (small := _smallest(n)) is not None and n[small] < min_share * n.sum():
        into = _nearest(n, means, small)
        steps.append(Merge(n=int(n[small]), share=float(n[small] / n.sum()), into=into))
        means[into] = np.average(means[[into, small]], axis=0, weights=n[[into, small]])
        n[into] += n[small]
        n[small] = 0
        parent[parent == small] = into
    groups = np.unique(parent, return_inverse=True)[1]
    return Merged(groups=groups.astype(np.int64), steps=steps)


def _smallest(n: FloatArray) -> int | None:
    """Return the smallest group, or None where one group is left."""
    alive = np.flatnonzero(n > 0)
    return int(alive[n[alive].argmin()]) if len(alive) > 1 else None


def _nearest(n: FloatArray, means: FloatArray, small: int) -> int:
    weight = n * n[small] / (n + n[small])
    cost = weight * ((means - means[small]) ** 2).sum(axis=1)
    cost[(n == 0) | (np.arange(len(n)) == small)] = np.inf
    return int(cost.argmin())
