"""A number of clusters out of a range."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

from patronage.clustering.selection import Selection

if TYPE_CHECKING:
    from patronage.clustering.gate import Gate
    from patronage.clustering.stability import Resampling


class RangeSelection(Selection, ABC):
    """Evaluate every k from `k_min` to `k_max`; subclasses choose among them."""

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
