"""The number of clusters that the clusterer finds, or is set to, itself."""

from __future__ import annotations

from typing import Any

from patronage.clustering.candidates import set_number
from patronage.clustering.choice import Choice, only
from patronage.clustering.gate import Evaluation, Gate
from patronage.clustering.selection import Selection
from patronage.clustering.stability import Resampling
from patronage.clustering.trials import Trials


class OwnSelection(Selection):
    """Fit the clusterer as it is, once, and evaluate what it found."""

    def __init__(
        self,
        clusterer: Any = None,
        *,
        gate: Gate | None = None,
        resampling: Resampling | None = None,
        trials: Trials | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.clusterer = clusterer
        self.gate = gate
        self.resampling = resampling
        self.trials = trials
        self.n_jobs = n_jobs
        self.random_state = random_state

    def _candidates(self) -> list[int]:
        return [set_number(self.clusterer) or 1]

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        return only(table, "the clusterer is set to it")
