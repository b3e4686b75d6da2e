"""Categories as one column each, where each level has its place in an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.clustering.rows import Rows, cluster_means, distinct_rows

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Coded:
    """First the columns that stand alone, then a column of places per category."""

    columns: FloatArray
    alone: IntArray
    categories: Sequence[IntArray]
    levels: Sequence[FloatArray]

    @classmethod
    def of(cls, rows: FloatArray, categories: Sequence[IntArray]) -> Self:
        """Code each of the groups of columns.

        A name has no rank. Its levels are put in the order that tells most of the other
        columns: that of their means along the line on which these lie furthest apart.
        """
        everything = np.arange(rows.shape[1])
        coded, levels = [], []
        for group in categories:
            found = distinct_rows(rows[:, group])
            order = _order(found, rows[:, ~np.isin(everything, group)])
            coded.append(np.argsort(order)[found.inverse].astype(np.float64))
            levels.append(found.values[order])
        alone = everything[~np.isin(everything, np.concatenate([[-1], *categories]))]
        return cls(
            columns=np.column_stack([rows[:, alone], *coded]),
            alone=alone,
            categories=categories,
            levels=levels,
        )

    def restored(self, columns: FloatArray) -> FloatArray:
        """Return such columns as a matrix like the one that was coded."""
        width = len(self.alone) + sum(map(len, self.categories))
        rows = np.empty((len(columns), width))
        rows[:, self.alone] = columns[:, : len(self.alone)]
        places = columns[:, len(self.alone) :].astype(np.int64)
        parts = zip(self.categories, self.levels, places.T, strict=True)
        for group, levels, place in parts:
            rows[:, group] = levels[place]
        return rows


def _order(found: Rows, others: FloatArray) -> IntArray:
    """Order the levels; of the two directions, the one that begins with the lower."""
    means = cluster_means(others, found.inverse, np.ones(len(others)))
    weights = np.sqrt(found.counts)
    apart = (means - others.mean(axis=0)) * weights[:, None]
    line = np.linalg.eigh(apart @ apart.T)[1][:, -1]
    order = np.argsort(line / weights, kind="stable")
    return order if order[0] <= order[-1] else order[::-1]
