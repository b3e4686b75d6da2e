"""The number of clusters of the highest silhouette."""

from __future__ import annotations

from typing import Any

import numpy as np

from patronage.clustering.gate import Evaluation, Gate
from patronage.clustering.selection import Choice, Selection
from patronage.clustering.stability import Resampling


class SilhouetteSelection(Selection):
    """Take the k of the highest mean silhouette (Rousseeuw 1987)."""

    def __init__(  # noqa: PLR0913 - a scikit-learn constructor lists its settings
        self,
        clusterer: Any = None,
        *,
        k_min: int = 2,
        k_max: int = 8,
        gate: Gate | None = None,
        resampling: Resampling | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.clusterer = clusterer
        self.k_min = k_min
        self.k_max = k_max
        self.gate = gate
        self.resampling = resampling
        self.n_jobs = n_jobs
        self.random_state = random_state

    def _candidates(self) -> range:
        return range(self.k_min, self.k_max + 1)

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        score = table["silhouette"]
        row = int(np.nan_to_num(score, nan=-np.inf).argmax())
        ks = f"{table['k'][0]} to {table['k'][-1]}"
        why = f"it has the highest silhouette ({score[row]:.3f}) of k = {ks}"
        return Choice(row=row, score=score, why=why)
