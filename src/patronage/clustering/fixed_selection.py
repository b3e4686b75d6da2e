"""The number of clusters that was asked for."""

from __future__ import annotations

from typing import Any

from patronage.clustering.choice import Choice, only
from patronage.clustering.gate import Evaluation, Gate
from patronage.clustering.selection import Selection
from patronage.clustering.stability import Resampling
from patronage.clustering.trials import Trials


class FixedSelection(Selection):
    """Take `n_clusters`, and evaluate it as the others would."""

    def __init__(  # noqa: PLR0913 - a scikit-learn constructor lists its settings
        self,
        clusterer: Any = None,
        *,
        n_clusters: int = 4,
        gate: Gate | None = None,
        resampling: Resampling | None = None,
        trials: Trials | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.clusterer = clusterer
        self.n_clusters = n_clusters
        self.gate = gate
        self.resampling = resampling
        self.trials = trials
        self.n_jobs = n_jobs
        self.random_state = random_state

    def _candidates(self) -> tuple[int]:
        return (self.n_clusters,)

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        return only(table, "it was asked for")
