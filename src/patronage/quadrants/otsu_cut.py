"""Where two groups of an axis differ most from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.quadrants.cuts import SAME, Cut

if TYPE_CHECKING:
    from patronage.quadrants.distinct_values import DistinctValues
    from patronage.segments import FloatArray


class OtsuCut(Cut):
    """Cut an axis where the variance between both sides is largest (Otsu 1979).

    The same cut as that of k-means with two clusters on one axis, found exactly: it is
    looked for between all neighbouring distinct values, and is their midpoint. One
    customer far out is soon a side by himself: winsorise such an axis first.
    `between_variance_` is w0 w1 (m0 - m1)^2 there, w being shares.
    """

    method = "otsu"

    def learn(self, distinct: DistinctValues) -> None:
        """Find the cut, and how much the sides differ there."""
        super().learn(distinct)
        between = between_variances(distinct)
        self.between_variance_ = float(between.max(initial=0.0))

    def _place(self, distinct: DistinctValues) -> float:
        return distinct.midpoint(otsu_split(distinct))


def otsu_split(distinct: DistinctValues) -> int:
    """Return the place of the last low value."""
    between = between_variances(distinct)
    return int(np.flatnonzero(between >= between.max() * (1 - SAME))[0])


def between_variances(distinct: DistinctValues) -> FloatArray:
    """Return the variance between both sides of each gap; one less than values."""
    if len(distinct) < 2:
        return np.empty(0)
    low = np.cumsum(distinct.weights)[:-1] / distinct.total
    away = distinct.weights * (distinct.values - distinct.mean)
    # both sides' means follow from one sum: the whole has mean 0
    return (np.cumsum(away)[:-1] / distinct.total) ** 2 / (low * (1 - low))
