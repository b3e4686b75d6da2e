"""Whether a customer is still one, where no lifetime model can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.features.lifetime.matrix import columns_of

if TYPE_CHECKING:
    from patronage.segments import FloatArray

NAMES = ("x", "t_x", "T")


class AliveHeuristic(BaseEstimator):
    """exp(-silence / gap), a stand-in for P(alive).

    The silence is T - t_x. The gap is the customer's own mean gap, drawn towards the
    median of all by one gap's weight; the median alone for who has bought once.
    """

    def fit(self, X: Any, y: object = None) -> Self:
        """Keep the median gap of who has repeated; NaN if nobody has."""
        x, t_x, _ = columns_of(X, NAMES)
        gaps = t_x[x > 0] / x[x > 0]
        self.median_gap_ = float(np.median(gaps)) if len(gaps) else float("nan")
        return self

    def p_alive(self, X: Any) -> FloatArray:
        """Return the index of each customer, 0 to 1."""
        x, t_x, T = columns_of(X, NAMES)
        expected = (t_x + self.median_gap_) / (x + 1)
        return np.exp(-(T - t_x) / expected)
