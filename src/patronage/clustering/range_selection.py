"""A number of clusters out of a range."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.clustering.selection import Selection
from patronage.clustering.structure import Evidence, Structure

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation, Gate
    from patronage.clustering.stability import Resampling
    from patronage.clustering.trials import Trials


class RangeSelection(Selection, ABC):
    """Evaluate every k from `k_min` to `k_max`; subclasses choose among them."""

    def __init__(  # noqa: PLR0913 - a scikit-learn constructor lists its settings
        self,
        clusterer: Any = None,
        *,
        k_min: int = 2,
        k_max: int = 12,
        gate: Gate | None = None,
        resampling: Resampling | None = None,
        trials: Trials | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.clusterer = clusterer
        self.k_min = k_min
        self.k_max = k_max
        self.gate = gate
        self.resampling = resampling
        self.trials = trials
        self.n_jobs = n_jobs
        self.random_state = random_state

    def _candidates(self) -> range:
        return range(self.k_min, self.k_max + 1)

    def _structure(self, evidence: Evidence, table: Evaluation) -> Structure:
        """Say that there is none where no k of the range comes back, if measured."""
        measured = not np.isnan(table["jaccard_mean"]).all()
        if measured and not self._gate().is_stable(table).any():
            return Structure.NONE
        return super()._structure(evidence, table)
