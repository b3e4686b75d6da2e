"""Why a customer has a grade of a map, and the way to the next better one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.rules.amounts import number, rounded_up
from patronage.rules.bilingual import Bilingual
from patronage.segments import Explanation

if TYPE_CHECKING:
    from patronage.segments import IntArray, SegmentName

Cell = tuple[int, int]
Ranks = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class GridWords(Bilingual):
    """Explain the cells of a map of grades, from 0, in one language."""

    grades: IntArray
    names: Sequence[SegmentName]

    def of(self, cell: Cell, ranks: Ranks) -> Explanation:
        """Return the cell in words, and the nearest better one."""
        (row, column), (height, width) = cell, self.grades.shape
        name, better = self._name(cell), self._better(row, column)
        return Explanation(
            because=self.say(
                f"band {row + 1} of {height} by scale and {column + 1} of {width} by "
                f"structure: {name}.",
                f"规模第 {row + 1}/{height} 段，结构第 {column + 1}/{width} 段："
                f"{name}。",
            ),
            next_step=self._next(cell, ranks, better) if better else "",
        )

    def _next(self, cell: Cell, ranks: Ranks, better: Cell) -> str:
        way = self.say(" and ", "、").join(self._steps(cell, ranks, better))
        name = self._name(better)
        return self.say(f"{way} reach {name}.", f"{way}，即可达到{name}。")

    def _steps(self, cell: Cell, ranks: Ranks, better: Cell) -> Iterator[str]:
        """Say by how much each rank must rise to reach the better cell's bands."""
        axes = (("scale", "规模"), ("structure", "结构"))
        for axis, (en, zh) in enumerate(axes):
            if better[axis] < cell[axis]:
                n_bands = self.grades.shape[axis]
                least = (n_bands - 1 - better[axis]) / n_bands
                points = number(rounded_up(100 * (least - ranks[axis]), 1), 1)
                yield self.say(
                    f"{points} more points of {en} rank",
                    f"{zh}位次提高 {points} 个百分点",
                )

    def _better(self, row: int, column: int) -> Cell | None:
        """Return the nearest cell, no worse in either band, of a better grade."""
        reachable = self.grades[: row + 1, : column + 1]
        better = np.argwhere(reachable < self.grades[row, column])
        if not len(better):
            return None
        steps = row - better[:, 0] + column - better[:, 1]
        grades = reachable[better[:, 0], better[:, 1]]
        nearest = better[np.lexsort((grades, steps))[0]]
        return int(nearest[0]), int(nearest[1])

    def _name(self, cell: Cell) -> str:
        name = self.names[int(self.grades[cell])]
        return self.say(name.en, name.zh)
