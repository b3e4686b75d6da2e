"""Values that stand together within longer ones, such as some days of a history.

What follows from the whole is reckoned once, however many windows look at it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.bounds import Bounds
from patronage.ragged import Ragged, Values

if TYPE_CHECKING:
    from patronage.segments import IntArray


class Window(Ragged):
    """The values of `whole` within bounds, cut out only if they are asked for."""

    whole: Ragged
    bounds: Bounds

    def __init__(self, whole: Ragged, bounds: Bounds) -> None:
        rows = bounds.rows
        vars(self).update(whole=whole, bounds=bounds, rows=rows, offsets=rows.offsets)

    @cached_property
    def values(self) -> Values:
        """The values of these rows."""
        return self.bounds.cut(self.whole.values)

    @cached_property
    def ascends(self) -> bool:
        """Whether each customer's values stand in order already."""
        return self.whole.ascends or super().ascends

    @cached_property
    def runs(self) -> Ragged:
        """One of each run of equal values."""
        return Window(self.whole.runs, self._runs_within)

    def sum(self) -> IntArray:
        """Sum integers (or count trues), as `Ragged` does."""
        if not self.whole.sums_fit:
            return super().sum()
        if not self._is_asked_again("sum"):
            return self.bounds.sums(self.whole.values)
        total = self.whole.before
        return total[self.bounds.last] - total[self.bounds.first]

    def apply(self, function: Callable[..., Values], *beside: Ragged | int) -> Ragged:
        """Values made of each row, as `Ragged` does, once for all windows."""
        if not self._are_beside(beside):
            return super().apply(function, *beside)
        return Window(self._once("apply", function, *beside), self.bounds)

    def sums_of(self, other: Ragged) -> Ragged:
        """Sums over the rows of each distinct value, as `Ragged` does."""
        if not (self.whole.ascends and self._are_beside([other]) and self._cuts_no_run):
            return super().sums_of(other)
        return Window(self._once("sums_of", other), self._runs_within)

    def constant(self, other: Ragged) -> Ragged | None:
        """The one value of each run, as `Ragged` does."""
        found = self._once("constant", other) if self._are_beside([other]) else None
        if found is None:
            return super().constant(other)
        return Window(found, self._runs_within)

    @cached_property
    def _runs_within(self) -> Bounds:
        bounds, filled = self.bounds, self.rows.filled
        edges = np.array([bounds.first[filled], bounds.last[filled] - 1])
        if self._is_asked_again("runs"):
            runs = self.whole.run_of[edges]
        else:
            runs = np.searchsorted(self.whole.run_starts, edges, side="right") - 1
        first, last = np.zeros((2, len(filled)), np.int64)
        first[filled], last[filled] = runs[0], runs[1] + 1
        return Bounds(bounds.who, first, last, len(self.whole.run_starts))

    def _is_asked_again(self, question: str) -> bool:
        """Whether other windows have asked: then it is worth preparing the whole."""
        known: bool = question in self.whole.derived
        self.whole.derived[question] = True
        return known

    @property
    def _cuts_no_run(self) -> bool:
        filled = self.rows.filled
        edges = np.append(self.whole.changes, True)
        first, last = self.bounds.first[filled], self.bounds.last[filled]
        return bool(edges[first].all() and edges[last].all())

    def _at(self, rows: IntArray) -> Any:
        shift = self.bounds.first - self.offsets[:-1]
        result = np.full(len(rows), np.nan)
        filled = self.rows.filled
        result[filled] = self.whole.values[(rows + shift)[filled]]
        return result

    def _are_beside(self, others: Any) -> bool:
        return all(
            isinstance(each, Window) and each.bounds is self.bounds
            for each in others
            if isinstance(each, Ragged)
        )

    def _once(self, method: str, *given: Any) -> Any:
        of_whole = tuple(g.whole if isinstance(g, Window) else g for g in given)
        key = (method, *of_whole)
        if key not in self.whole.derived:
            self.whole.derived[key] = getattr(self.whole, method)(*of_whole)
        return self.whole.derived[key]
