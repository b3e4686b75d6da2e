"""What a partition must reach before it is acted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

Evaluation = dict[str, "FloatArray"]


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Bounds on the number, the size and the stability of segments.

    The Jaccard bounds are those of fpc's manual (Hennig): below 0.6 a cluster should
    not be trusted, from 0.75 on it is a valid one. `k_min` to `k_max` is how many
    segments the business can serve, `min_n` the smallest worth a programme.
    """

    k_min: int = 3
    k_max: int = 8
    min_share: float = 0.03
    min_n: int = 100
    jaccard_min: float = 0.60
    jaccard_mean: float = 0.75

    def serves(self, table: Evaluation) -> NDArray[np.bool_]:
        """Say which numbers of segments the business can serve."""
        return (table["k"] >= self.k_min) & (table["k"] <= self.k_max)

    def passes(self, table: Evaluation, scale: float) -> NDArray[np.bool_]:
        """Say which rows are large and stable enough, whatever their number.

        `scale` is the customers there are per customer evaluated.
        """
        bounds = (
            table["min_share"] >= self.min_share,
            table["min_n"] * scale >= self.min_n,
            table["jaccard_min"] >= self.jaccard_min,
            table["jaccard_mean"] >= self.jaccard_mean,
        )
        return np.logical_and.reduce(bounds)

    def __str__(self) -> str:
        return (
            f"share ≥ {self.min_share:g}, n ≥ {self.min_n}, Jaccard ≥ "
            f"{self.jaccard_min:g} each and ≥ {self.jaccard_mean:g} on average"
        )
