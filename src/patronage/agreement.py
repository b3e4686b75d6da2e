"""How far two labelings of the same customers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Counts = NDArray[np.int64]


def contingency(
    a: IntArray, b: IntArray, shape: tuple[int, int] | None = None
) -> Counts:
    """Count customers by segment of `a` (rows) and of `b` (columns).

    Labels run from 0; a row with a negative label in either is left out. `shape` is
    the number of segments of each, where some may be empty.
    """
    both = (a >= 0) & (b >= 0)
    largest = int(a.max(initial=-1)) + 1, int(b.max(initial=-1)) + 1
    rows, columns = largest if shape is None else shape
    cells = a[both] * columns + b[both]
    return np.bincount(cells, minlength=rows * columns).reshape(rows, columns)


def adjusted_rand_index(counts: Counts) -> float:
    """Agreement beyond chance (Hubert & Arabie 1985, eq. 5); 1 is identity."""
    exact = counts.astype(object)
    pairs = _pairs(exact).sum()
    rows, columns = _pairs(exact.sum(1)).sum(), _pairs(exact.sum(0)).sum()
    total = _pairs(np.array([exact.sum()], dtype=object)).sum()
    expected = rows * columns / total if total else 0.0
    ceiling = (rows + columns) / 2
    return (
        1.0 if ceiling == expected else float((pairs - expected) / (ceiling - expected))
    )


def jaccard(counts: Counts) -> FloatArray:
    """Overlap over union for every pair of segments, in the shape of `counts`."""
    union = counts.sum(1, keepdims=True) + counts.sum(0, keepdims=True) - counts
    return np.divide(counts, union, out=np.zeros(counts.shape), where=union > 0)


def align(counts: Counts) -> dict[int, int]:
    """Match segments of rows to segments of columns so that most customers stay.

    The Hungarian method on the overlap; where the numbers of segments differ, the
    surplus stays unmatched.
    """
    rows, columns = linear_sum_assignment(counts, maximize=True)
    return dict(zip(rows.tolist(), columns.tolist(), strict=True))


def cramers_v(counts: Counts) -> float:
    """Association between two labelings, 0 to 1 (Cramér 1946)."""
    kept = counts[counts.sum(1) > 0][:, counts.sum(0) > 0]
    n, smaller = kept.sum(), min(kept.shape) - 1
    if n == 0 or smaller < 1:
        return 0.0
    expected = np.outer(kept.sum(1), kept.sum(0)) / n
    return float(np.sqrt(((kept - expected) ** 2 / expected).sum() / (n * smaller)))


def _pairs(n: NDArray[np.object_]) -> NDArray[np.object_]:
    return n * (n - 1) // 2
