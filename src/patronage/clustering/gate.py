"""What a partition must reach before it is acted on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

Evaluation = dict[str, "FloatArray"]


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Bounds on the number, the size, the stability and the placement of segments.

    The Jaccard bounds are those of fpc's manual (Hennig): below 0.6 a cluster should
    not be trusted, from 0.75 on it is a valid one. `k_min` to `k_max` is how many
    segments the business can serve, `min_n` the smallest worth a programme. `agreement`
    is the least share of customers whom the frozen assigner must put where the
    clusterer itself did.
    """

    k_min: int = 3
    k_max: int = 8
    min_share: float = 0.03
    min_n: int = 100
    jaccard_min: float = 0.60
    jaccard_mean: float = 0.75
    agreement: float = 0.95

    def serves(self, table: Evaluation) -> NDArray[np.bool_]:
        """Say which numbers of segments the business can serve."""
        return (table["k"] >= self.k_min) & (table["k"] <= self.k_max)

    def is_stable(self, table: Evaluation) -> NDArray[np.bool_]:
        """Say which rows come back when customers are drawn again."""
        return (table["jaccard_min"] >= self.jaccard_min) & (
            table["jaccard_mean"] >= self.jaccard_mean
        )

    def passes(self, table: Evaluation, scale: float) -> NDArray[np.bool_]:
        """Say which rows are large, stable and well placed, whatever their number.

        `scale` is the customers there are per customer evaluated.
        """
        return self._is_large(table, scale) & self.is_stable(table) & self._fits(table)

    def failures(self, row: Mapping[str, float], scale: float) -> list[str]:
        """Return a sentence for each gate that one row of the table fails."""
        one = {name: np.array([value]) for name, value in row.items()}
        said = (
            (self._is_large(one, scale), self._too_small(row, scale)),
            (self.is_stable(one), self._unstable()),
            (self._fits(one), self._misplaced(row)),
        )
        return [sentence for passed, sentence in said if not passed[0]]

    def _is_large(self, table: Evaluation, scale: float) -> NDArray[np.bool_]:
        return (table["min_share"] >= self.min_share) & (
            table["min_n"] * scale >= self.min_n
        )

    def _fits(self, table: Evaluation) -> NDArray[np.bool_]:
        return table["agreement"] >= self.agreement

    def _too_small(self, row: Mapping[str, float], scale: float) -> str:
        return (
            f"Too small: the smallest segment has {row['min_n'] * scale:,.0f} "
            f"customers ({row['min_share']:.2%}); at least {self.min_n} and "
            f"{self.min_share:.2%} are asked for."
        )

    def _unstable(self) -> str:
        return (
            f"Not stable: a Jaccard of {self.jaccard_min:g} for each segment and of "
            f"{self.jaccard_mean:g} on average is asked for."
        )

    def _misplaced(self, row: Mapping[str, float]) -> str:
        return (
            f"Not well placed: the assigner puts {row['agreement']:.1%} of customers "
            f"where the clusterer did; {self.agreement:.0%} are asked for."
        )
