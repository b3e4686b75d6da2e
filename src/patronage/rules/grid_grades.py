"""Grades by a map of bands of scale and bands of structure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError
from patronage.rules.grid_words import GridWords
from patronage.segments import UNASSIGNED, Beside

if TYPE_CHECKING:
    from patronage.segments import Explanation, FloatArray, IntArray, SegmentName


class GridGrades(BaseEstimator):
    """Look a grade up in a map: a row per band of scale, a column per structure.

    Bands are equal parts of the ranks, the best first.

    Parameters
    ----------
    grades : sequence of sequences of int
        The grade of each cell, from 1 (the best) up, each used.
    """

    def __init__(self, grades: Sequence[Sequence[int]]) -> None:
        self.grades = grades

    @property
    def n_grades(self) -> int:
        """How many grades the map has."""
        return max((max(row, default=0) for row in self.grades), default=0)

    def fit(self, scale: FloatArray, structure: FloatArray) -> Self:
        """Check the map.

        Raises
        ------
        ConfigError
            If it misses a cell or a grade.
        """
        widths = [len(row) for row in self.grades]
        if not widths or min(widths) != max(widths) or not widths[0]:
            raise ConfigError(
                "a map of grades should have a grade in every cell; its rows have "
                f"{', '.join(map(str, widths)) or 'no'} cells."
            )
        found = {grade for row in self.grades for grade in row}
        asked = set(range(1, self.n_grades + 1))
        if found != asked:
            wrong = min(found ^ asked)
            raise ConfigError(
                f"a map of grades should use each grade from 1 to {self.n_grades}; "
                f"{wrong} is {'missing' if wrong in asked else 'none of them'}."
            )
        self.map_ = np.asarray(self.grades, np.int64) - 1
        return self

    def place(self, scale: FloatArray, structure: FloatArray) -> IntArray:
        """Return the grade of each customer, 0 for the best."""
        rows, columns = self._bands(scale, structure)
        return self.map_[rows, columns]

    def beside(self, scale: FloatArray, structure: FloatArray) -> Beside:
        """Return the grade of the nearest cell with another, the better if two are.

        `distance` is the change of both ranks together. NaN has none.
        """
        known = ~np.isnan(scale) & ~np.isnan(structure)
        own = np.full(len(scale), UNASSIGNED)
        own[known] = self.place(scale[known], structure[known])
        grade, distance = np.full(len(scale), UNASSIGNED), np.full(len(scale), np.inf)
        for cell in np.argsort(self.map_, axis=None, kind="stable"):
            row, column = np.unravel_index(cell, self.map_.shape)
            way = _way(scale, row, self.map_.shape[0])
            way += _way(structure, column, self.map_.shape[1])
            nearer = known & (own != self.map_[row, column]) & (way < distance)
            grade[nearer], distance[nearer] = self.map_[row, column], way[nearer]
        found = grade != UNASSIGNED
        return Beside(segment=grade, distance=np.where(found, distance, np.nan))

    def explain(
        self,
        scale: FloatArray,
        structure: FloatArray,
        names: Sequence[SegmentName],
        language: str,
    ) -> list[Explanation]:
        """Return of each customer the cell of the map, and the nearest better one."""
        ranks = zip(scale.tolist(), structure.tolist(), strict=True)
        words = GridWords(language=language, grades=self.map_, names=names)
        cells = zip(
            *(each.tolist() for each in self._bands(scale, structure)), strict=True
        )
        return [words.of(cell, rank) for cell, rank in zip(cells, ranks, strict=True)]

    def _bands(
        self, scale: FloatArray, structure: FloatArray
    ) -> tuple[IntArray, IntArray]:
        bands = self.map_.shape
        return _band(scale, bands[0]), _band(structure, bands[1])


def _band(rank: FloatArray, n_bands: int) -> IntArray:
    """Return the band of each rank, 0 for the best."""
    from_below = np.floor(rank * n_bands).clip(0, n_bands - 1)
    return (n_bands - 1 - from_below).astype(np.int64)


def _way(rank: FloatArray, band: np.intp, n_bands: int) -> FloatArray:
    """Return how far each rank is from a band, 0 within it."""
    above = n_bands - band
    return np.maximum(
        np.maximum((above - 1) / n_bands - rank, rank - above / n_bands), 0
    )
