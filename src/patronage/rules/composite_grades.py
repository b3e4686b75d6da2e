"""Grades of equally many customers by the mean of two ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError
from patronage.rules.amounts import Unit, percent
from patronage.rules.next_part import next_part
from patronage.rules.share_edges import inhabited, share_edges
from patronage.rules.tier_words import TierWords
from patronage.segments import Beside, Explanation

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray, SegmentName

DECIMALS = 12  # below them, sums of ranks differ by rounding alone
POINTS = Unit(en="points of combined rank", zh="综合位次 {} 分")


class CompositeGrades(BaseEstimator):
    """Grade by g = weight · scale + (1 − weight) · structure, in equal parts.

    Both are ranks from 0 to 1, and g is their sum to 12 decimals, so that equal sums
    are one grade whichever ranks they are made of. The values of g where grades meet
    stay frozen.

    Parameters
    ----------
    n_grades : int
        How many grades, the first the best.
    weight : float
        What scale counts for, 0 to 1.
    """

    def __init__(self, n_grades: int = 10, *, weight: float = 0.5) -> None:
        self.n_grades = n_grades
        self.weight = weight

    def fit(self, scale: FloatArray, structure: FloatArray) -> Self:
        """Find where grades meet.

        Raises
        ------
        ConfigError
            If the weight is no share, or there are not two grades.
        """
        if not 0 <= self.weight <= 1 or self.n_grades < 2:
            raise ConfigError(
                "composite grades should be 2 or more, with a weight of 0 to 1; got "
                f"{self.n_grades} and {self.weight}."
            )
        g = self._combined(scale, structure)
        equal = [1 / self.n_grades] * self.n_grades
        self.edges_ = share_edges(g[~np.isnan(g)], equal)
        return self

    def place(self, scale: FloatArray, structure: FloatArray) -> IntArray:
        """Return the grade of each customer, 0 for the best."""
        g = self._combined(scale, structure)
        return (g[:, None] < self.edges_).sum(1).astype(np.int64)

    def beside(self, scale: FloatArray, structure: FloatArray) -> Beside:
        """Return the next grade, and how much of g is between; NaN has none."""
        return next_part(self._combined(scale, structure), self.edges_)

    def explain(
        self,
        scale: FloatArray,
        structure: FloatArray,
        names: Sequence[SegmentName],
        language: str,
    ) -> list[Explanation]:
        """Return of each customer both ranks, and what the next grade takes."""
        edges, tiers = inhabited(_points(self.edges_))
        named = [names[tier] for tier in tiers]
        words = TierWords(edges=edges, names=named, unit=POINTS, language=language)
        told = words.explain(_points(self._combined(scale, structure)))
        ranks = zip(scale.tolist(), structure.tolist(), told, strict=True)
        return [_with_ranks(*each, language) for each in ranks]

    def _combined(self, scale: FloatArray, structure: FloatArray) -> FloatArray:
        return np.round(self.weight * scale + (1 - self.weight) * structure, DECIMALS)


def _points(g: FloatArray) -> FloatArray:
    return np.round(100 * g, DECIMALS - 2)


def _with_ranks(
    scale: float, structure: float, told: Explanation, language: str
) -> Explanation:
    first, second = percent(scale), percent(structure)
    ranks = (
        f"规模位次 {first}，结构位次 {second}；"
        if language == "zh"
        else f"scale ranks at {first} and structure at {second}; "
    )
    return Explanation(because=ranks + told.because, next_step=told.next_step)
