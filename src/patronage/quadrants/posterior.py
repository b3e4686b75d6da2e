"""How likely each quadrant is, given how little a customer may have shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.quadrants.corners import N_QUADRANTS
from patronage.segments import Beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patronage.quadrants.axis import Draws
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """Probability of each quadrant, (n, 4), and standard error of each axis, (n, 2).

    Probabilities are NaN where either axis is, an error where its own is.
    """

    probability: FloatArray
    error: FloatArray

    @property
    def most_likely(self) -> FloatArray:
        """The largest probability of each row."""
        top: FloatArray = self.probability.max(axis=1, initial=0.0)
        return top

    @property
    def lead(self) -> FloatArray:
        """By how much it is ahead of the second."""
        ordered = np.sort(self.probability, axis=1)
        ahead: FloatArray = ordered[:, -1] - ordered[:, -2]
        return ahead

    def official(self, point: IntArray) -> IntArray:
        """Return the likeliest quadrant; where several are, `point` if it is one."""
        rows = np.arange(len(point))
        ties = self.probability[rows, point] == self.most_likely
        return np.where(ties, point, self.probability.argmax(axis=1))

    def behind(self, first: IntArray) -> Beside:
        """Return which quadrant is likeliest but for the `first`, and its distance."""
        rows = np.arange(len(first))
        others = self.probability.copy()
        others[rows, first] = -1.0
        second = others.argmax(axis=1)
        lead = self.probability[rows, first] - self.probability[rows, second]
        return Beside(segment=second, distance=lead)


def posterior(
    draws: Sequence[Draws | FloatArray], cuts: Sequence[FloatArray]
) -> Posterior:
    """Count how many draws of a customer fall in each quadrant.

    Parameters
    ----------
    draws : two arrays of shape (n, n_draws)
        Scores of both axes as they may be, NaN in rows that are unknown.
    cuts : two arrays of shape (n_draws,)
        Where the axes may be cut: one cut for each draw.
    """
    known = ~np.isnan(draws[0][:, 0] + draws[1][:, 0])
    # A score that stands exactly at a cut is high: both are rounded alike.
    first, second = (
        axis >= cut.astype(axis.dtype) for axis, cut in zip(draws, cuts, strict=True)
    )
    # Whole numbers, so that equal probabilities are equal.
    one, other, both = (
        np.count_nonzero(high, axis=1) for high in (first, second, first & second)
    )
    neither = first.shape[1] - one - other + both
    corner = np.column_stack([neither, other - both, one - both, both])
    error = np.column_stack([axis.std(axis=1, dtype=np.float64) for axis in draws])
    return Posterior(
        probability=np.where(known[:, None], corner / first.shape[1], np.nan),
        error=error,
    )


def nothing(n: int) -> Posterior:
    """Return what is known of customers on axes that cannot be measured."""
    return Posterior(
        probability=np.full((n, N_QUADRANTS), np.nan), error=np.full((n, 2), np.nan)
    )


def joined(parts: Sequence[Posterior]) -> Posterior:
    """Return the blocks of customers as one."""
    return Posterior(
        probability=np.concatenate(
            [part.probability for part in parts] or [np.empty((0, N_QUADRANTS))]
        ),
        error=np.concatenate([part.error for part in parts] or [np.empty((0, 2))]),
    )
