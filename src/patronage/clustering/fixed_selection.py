"""The number of clusters that was asked for."""

from __future__ import annotations

from typing import Any

from patronage.clustering.gate import Evaluation, Gate
from patronage.clustering.selection import Choice, Selection
from patronage.clustering.stability import Resampling


class FixedSelection(Selection):
    """Take `n_clusters`, and evaluate it as the others would."""

    def __init__(
        self,
        clusterer: Any = None,
        *,
        n_clusters: int = 4,
        gate: Gate | None = None,
        resampling: Resampling | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.clusterer = clusterer
        self.n_clusters = n_clusters
        self.gate = gate
        self.resampling = resampling
        self.n_jobs = n_jobs
        self.random_state = random_state

    def _candidates(self) -> tuple[int]:
        return (self.n_clusters,)

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        return Choice(row=0, score=table["silhouette"], why="it was asked for")
