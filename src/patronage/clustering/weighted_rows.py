"""Rows of customers in single precision, which k-means passes over in half the time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.utils import check_array, check_consistent_length

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

    Float32 = NDArray[np.float32]


def row_weights(sample_weight: Any, matrix: FloatArray) -> FloatArray:
    """Return a weight for each row of the matrix; None for 1 each.

    Raises
    ------
    ValueError
        If they are not as many as the rows, not one list, not finite, or all zero.
    """
    if sample_weight is None:
        return np.ones(len(matrix))
    weights: FloatArray = check_array(
        sample_weight, ensure_2d=False, dtype=np.float64, input_name="sample_weight"
    )
    check_consistent_length(matrix, weights)
    if weights.ndim != 1 or not weights.any():
        raise ValueError("Sample weights should be one list, not all of them zero.")
    return weights


@dataclass(frozen=True, kw_only=True)
class WeightedRows:
    """Rows about their mean in units of their spread: large amounts lose nothing.

    `rows` * `spread` + `offset` gives back the matrix. Weights are 1 on average.
    """

    rows: Float32
    weights: Float32
    offset: FloatArray
    spread: float

    @classmethod
    def of(cls, matrix: FloatArray, weights: FloatArray) -> Self:
        """Centre and scale in double precision, then round."""
        share = weights / weights.sum()
        offset = share @ matrix
        apart = matrix - offset
        variance = share @ np.einsum("ij,ij->i", apart, apart) / matrix.shape[1]
        spread = float(np.sqrt(variance)) or 1.0
        apart /= spread
        return cls(
            rows=apart.astype(np.float32),
            weights=(share * len(matrix)).astype(np.float32),
            offset=offset,
            spread=spread,
        )

    def sample(
        self, size: int, rng: np.random.RandomState, *, at_least: int = 1
    ) -> Self:
        """Draw rows by weight, one from each of `size` equal parts of the total.

        Where few rows bear nearly all weight fewer than `at_least` may be drawn: then
        all rows are the sample.
        """
        if size >= len(self.rows):
            return self
        ends = np.cumsum(self.weights, dtype=np.float64)
        places = (np.arange(size) + rng.random_sample(size)) * (ends[-1] / size)
        found = np.searchsorted(ends, places, side="right").clip(max=len(ends) - 1)
        drawn, times = np.unique(found, return_counts=True)
        if len(drawn) < at_least:
            return self
        return replace(self, rows=self.rows[drawn], weights=times.astype(np.float32))

    def restored(self, rows: Float32) -> FloatArray:
        """Return rows of this scale in the scale of the matrix."""
        return rows * self.spread + self.offset

    def inertia(self, centres: Float32, labels: NDArray[np.int32]) -> float:
        """Sum weighted squares in double precision: candidates differ by little."""
        apart = self.rows - centres[labels]
        squares = np.einsum("ij,ij->i", apart, apart)
        return float(squares @ self.weights.astype(np.float64))
