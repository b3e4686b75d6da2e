"""What a partition must reach before it is acted on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.agreement import DISSOLVED, VALID
from patronage.clustering.cut_off import cut_off, cut_off_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

Evaluation = dict[str, "FloatArray"]
AGREEMENT = 0.95
ENOUGH, ENOUGH_OF_FEW = 100, 0.1


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Bounds on the number, the size, the stability and the placement of segments.

    `k_min` to `k_max` is how many segments the business can serve, `min_n` the smallest
    worth a programme; where none is given 100 customers are, or a tenth of them all if
    these are fewer than 1,000. `agreement` is the least share of customers whom the
    frozen assigner must put where the clusterer itself did.
    """

    k_min: int = 3
    k_max: int = 8
    min_share: float = 0.03
    min_n: int | None = None
    jaccard_min: float = DISSOLVED
    jaccard_mean: float = VALID
    agreement: float = AGREEMENT

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
            (self.serves(one), self._not_served(int(row["k"]))),
            (self._is_large(one, scale), self._too_small(row, scale)),
            (self.is_stable(one), self._unstable(row)),
            (self._fits(one), self._misplaced(row)),
        )
        return [sentence for passed, sentence in said if not passed[0]]

    def _is_large(self, table: Evaluation, scale: float) -> NDArray[np.bool_]:
        smallest, share = table["min_n"] * scale, table["min_share"]
        if self.min_n is not None:
            return (share >= self.min_share) & (smallest >= self.min_n)
        enough = (smallest >= ENOUGH) | (share >= ENOUGH_OF_FEW)
        return (share >= self.min_share) & enough

    def _fits(self, table: Evaluation) -> NDArray[np.bool_]:
        return table["agreement"] >= self.agreement

    def _not_served(self, k: int) -> str:
        few, noun = k < self.k_min, "segment" if k == 1 else "segments"
        return (
            f"Too {'few' if few else 'many'}: {k} {noun}; {self.k_min} to {self.k_max} "
            f"can be served."
        )

    def _too_small(self, row: Mapping[str, float], scale: float) -> str:
        n = math.floor(row["min_n"] * scale + 1e-9)
        return (
            f"Too small: the smallest segment has {n:,} customer{'' if n == 1 else 's'}"
            f" ({cut_off_share(row['min_share'])}); at least {self._asked()} and "
            f"{self.min_share:.2%} are asked for."
        )

    def _asked(self) -> str:
        if self.min_n is not None:
            return f"{self.min_n:,}"
        few = round(ENOUGH / ENOUGH_OF_FEW)
        return f"{ENOUGH} (of fewer than {few:,} customers a tenth)"

    def _unstable(self, row: Mapping[str, float]) -> str:
        if np.isnan(row["jaccard_mean"]):
            return "Whether the segments come back was not tried: without bootstraps."
        return (
            f"Not stable: a Jaccard of {self.jaccard_min:g} for each segment and of "
            f"{self.jaccard_mean:g} on average is asked for; the least is "
            f"{cut_off(row['jaccard_min'])}, the mean {cut_off(row['jaccard_mean'])}."
        )

    def _misplaced(self, row: Mapping[str, float]) -> str:
        return (
            f"Not well placed: the assigner puts {cut_off_share(row['agreement'], 1)} "
            f"of customers where the clusterer did; {100 * self.agreement:g}% are "
            f"asked for."
        )
