"""Assign rows to clusters whose sizes are bounded, at the least cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, IntArray


def sized_assignment(
    costs: FloatArray, smallest: int, largest: int
) -> tuple[IntArray, FloatArray]:
    """Return the cluster of each row, and prices that lead there.

    The sum of `costs` (n, k) is least among the assignments with `smallest` to
    `largest` rows in each cluster. A transport problem, solved by successive shortest
    paths (Ahuja, Magnanti & Orlin 1993, ch. 9) among the k clusters: from everyone's
    cheapest cluster, one row after another leaves those too large, then comes to those
    too small. Each row's cluster is the one of least cost plus price; prices are 0 or
    more.
    """
    labels = costs.argmin(axis=1).astype(np.int64)
    steps = _Steps(costs, labels)
    while (steps.sizes > largest).any():
        steps.move(steps.sizes > largest, steps.sizes < largest)
    while (steps.sizes < smallest).any():
        steps.move(steps.sizes > smallest, steps.sizes < smallest)
    return steps.labels, steps.prices()


class _Steps:
    """What the cheapest move from each cluster to each other costs, kept current."""

    def __init__(self, costs: FloatArray, labels: IntArray) -> None:
        self.costs = costs
        self.labels = labels
        k = costs.shape[1]
        self.sizes = np.bincount(labels, minlength=k)
        self.cheapest = np.full((k, k), np.inf)
        self.mover = np.zeros((k, k), dtype=np.int64)
        for cluster in range(k):
            self._survey(cluster)

    def move(self, sources: NDArray[np.bool_], targets: NDArray[np.bool_]) -> None:
        """Take one row along the shortest path from a source to a target."""
        reach, previous = _shortest(self.cheapest, np.where(sources, 0.0, np.inf))
        to = int(np.where(targets, reach, np.inf).argmin())
        touched = {to}
        while previous[to] >= 0:
            cluster = int(previous[to])
            self.labels[self.mover[cluster, to]] = to
            self.sizes[[cluster, to]] += (-1, 1)
            touched.add(cluster)
            to = cluster
        for cluster in touched:
            self._survey(cluster)

    def prices(self) -> FloatArray:
        """Return prices at which everyone is where it is cheapest for them.

        The shortest paths from any one cluster give such prices, tight for some rows;
        their mean over all clusters leaves everyone some room.
        """
        k = len(self.cheapest)
        starts = np.where(np.eye(k, dtype=bool), 0.0, np.inf)[self.sizes > 0]
        mean = -np.mean(
            [_shortest(self.cheapest, start)[0] for start in starts], axis=0
        )
        return mean - mean.min()

    def _survey(self, cluster: int) -> None:
        members = np.flatnonzero(self.labels == cluster)
        if not members.size:
            self.cheapest[cluster] = np.inf
            return
        extra = self.costs[members] - self.costs[members, [cluster]][:, None]
        best = extra.argmin(axis=0)
        self.cheapest[cluster] = extra[best, np.arange(extra.shape[1])]
        self.cheapest[cluster, cluster] = np.inf
        self.mover[cluster] = members[best]


def _shortest(steps: FloatArray, start: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return each cluster's distance from the start, and the one before it, or -1."""
    reach, previous = start.copy(), np.full(len(start), -1)
    # A gain within rounding is none: it could close a circle.
    rounding = (
        1e-12 * np.abs(steps, where=np.isfinite(steps), out=np.zeros_like(steps)).max()
    )
    for _ in range(len(start) - 1):
        through = reach[:, None] + steps
        best = through.min(axis=0)
        nearer = best < reach - rounding
        if not nearer.any():
            break
        previous = np.where(nearer, through.argmin(axis=0), previous)
        reach = np.where(nearer, best, reach)
    return reach, previous
