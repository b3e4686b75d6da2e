"""Which part of an axis a map shows, and how it is spaced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

OUTER = (0.005, 0.995)
QUARTERS = (0.25, 0.75)
HEAVY_TAIL = 8.0
ROOM = 0.25
NEAR_ZERO, AROUND_ZERO = 0.1, 0.5
MOST_LEVELS = 24
FEWEST_TICKS = 4
APART = 0.07
GLANCE = 1000


@dataclass(frozen=True)
class View:
    """From where to where an axis is drawn, in its own units.

    With a `bend`, values are spaced evenly up to about there and by ratio beyond: the
    inverse hyperbolic sine, which is also at home below zero. `levels` are the
    distinct values, of an axis that has few.
    """

    low: float
    high: float
    bend: float | None = None
    levels: tuple[float, ...] = ()

    def place(self, values: FloatArray | float) -> FloatArray:
        """Return where values stand: 0 at the low end, 1 at the high end."""
        low, high = self._spaced(np.array([self.low, self.high]))
        return (self._spaced(np.asarray(values, np.float64)) - low) / (high - low)

    def value(self, places: FloatArray) -> FloatArray:
        """Return the values that stand at places: undoes `place`."""
        low, high = self._spaced(np.array([self.low, self.high]))
        spaced = low + np.asarray(places, np.float64) * (high - low)
        return spaced if self.bend is None else np.sinh(spaced) * self.bend

    def outside(self, values: FloatArray) -> NDArray[np.bool_]:
        """Say which values lie beyond the drawn part."""
        beyond: NDArray[np.bool_] = (values < self.low) | (values > self.high)
        return beyond

    def ticks(self) -> FloatArray:
        """Return round values to mark, not too near to each other."""
        if self.bend is None:
            found = np.array(MaxNLocator(6).tick_values(self.low, self.high))
            return found[~self.outside(found)]
        coarse, fine = (self._decades(steps) for steps in ((1,), (1, 2, 5)))
        return coarse if len(coarse) >= FEWEST_TICKS else fine

    def _spaced(self, values: FloatArray) -> FloatArray:
        spaced: FloatArray = values
        return spaced if self.bend is None else np.arcsinh(values / self.bend)

    def _decades(self, steps: tuple[int, ...]) -> FloatArray:
        most = max(abs(self.low), abs(self.high))
        powers = 10.0 ** np.arange(-12, np.ceil(np.log10(most)) + 1)
        sizes = np.sort(np.outer(powers, steps).ravel())[::-1]
        kept = np.array([], dtype=np.float64)
        for value in (0.0, *np.column_stack([sizes, -sizes]).ravel()):
            gaps = np.abs(self.place(kept) - self.place(value))
            if self.low <= value <= self.high and (gaps > APART).all():
                kept = np.append(kept, value)
        return np.sort(kept)


def view_of(values: FloatArray, marks: FloatArray) -> View:
    """Choose what of an axis to draw; `marks` (where it is cut) are always in view.

    Values whose outer 99 % spread over more than 8 times the middle half are spaced by
    ratio. An end that the outermost .5 % alone would stretch by a quarter is cut off.
    """
    marks = marks[np.isfinite(marks)]
    if len(values) == 0:
        return _stretched(View(0.0, 1.0), marks)
    whole = View(float(values.min()), float(values.max()), levels=_levels(values))
    if whole.levels:
        return _stretched(whole, marks)
    return _stretched(_trimmed(replace(whole, bend=_bend(values)), values), marks)


def _trimmed(whole: View, values: FloatArray) -> View:
    """Leave out what the outermost customers of an end alone would add, if much."""
    if whole.low == whole.high:
        return whole
    low, high = map(float, np.quantile(values, OUTER))
    start, end = whole.place(np.array([low, high]))
    room = ROOM * (end - start)
    return replace(
        whole,
        low=low if 0 < room < start else whole.low,
        high=high if 0 < room < 1 - end else whole.high,
    )


def _stretched(view: View, marks: FloatArray) -> View:
    low, high = float(np.min([view.low, *marks])), float(np.max([view.high, *marks]))
    if low == high:
        half = 0.5 * abs(low) or 0.5
        low, high = low - half, high + half
    return replace(view, low=low, high=high)


def _bend(values: FloatArray) -> float | None:
    """Where spacing by ratio begins; None for an axis that is spaced evenly."""
    low, lower, upper, high = np.quantile(values, (OUTER[0], *QUARTERS, OUTER[1]))
    if high - low <= HEAVY_TAIL * (upper - lower) or high == low:
        return None
    sizes = np.abs(values)
    share = AROUND_ZERO if lower < 0 < upper else NEAR_ZERO
    return float(np.quantile(sizes[sizes > 0], share))


def _levels(values: FloatArray) -> tuple[float, ...]:
    """The distinct values, if they are few."""
    if len(np.unique(values[:GLANCE])) > MOST_LEVELS:
        return ()
    found = np.unique(values)
    return tuple(found.tolist()) if len(found) <= MOST_LEVELS else ()
