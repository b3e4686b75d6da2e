"""How much tighter clusters are than those of customers without structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray

Within = Callable[["FloatArray", int], float]


@dataclass(frozen=True, kw_only=True)
class Gap:
    """The gap and its simulation error for each k, and the k that they speak for.

    `choice` is the smallest k whose gap reaches that of the next within one error
    (Tibshirani et al. 2001, step 3), the last k if none does. The rule is about
    neighbours: where numbers are left out of `ks`, it is not theirs.
    """

    gap: FloatArray
    se: FloatArray
    choice: int


def gap(
    rows: FloatArray,
    ks: Sequence[int],
    within: Within,
    *,
    n_references: int,
    rng: np.random.Generator,
) -> Gap:
    """Return the gap statistic for each k (Tibshirani, Walther & Hastie 2001).

    The mean log of `within(reference, k)` over the references, less that of the rows;
    references are uniform in the box along the principal axes (their option b), are
    drawn one at a time and serve every k. `within(matrix, k)` is the pooled sum of
    squares within the clusters of a fit; where it is 0 there is no gap: NaN.
    """
    references = np.array(
        [_log_within(reference(rows, rng), ks, within) for _ in range(n_references)]
    )
    found = references.mean(axis=0) - _log_within(rows, ks, within)
    error = references.std(axis=0) * np.sqrt(1 + 1 / n_references)
    return Gap(gap=found, se=error, choice=_choice(ks, found, error))


def reference(rows: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Draw a matrix uniform in the box that the rows fill along their main axes."""
    centre = rows.mean(axis=0)
    axes = np.linalg.eigh((rows - centre).T @ (rows - centre))[1]
    turned = (rows - centre) @ axes
    drawn = rng.uniform(turned.min(axis=0), turned.max(axis=0), rows.shape)
    matrix: FloatArray = drawn @ axes.T + centre
    return matrix


def _log_within(rows: FloatArray, ks: Sequence[int], within: Within) -> FloatArray:
    sums = np.array([within(rows, k) for k in ks], dtype=np.float64)
    return np.log(sums, out=np.full(len(ks), np.nan), where=sums > 0)


def _choice(ks: Sequence[int], gaps: FloatArray, errors: FloatArray) -> int:
    enough = np.flatnonzero(gaps[:-1] >= gaps[1:] - errors[1:])
    return int(ks[enough[0]] if len(enough) else ks[-1])
