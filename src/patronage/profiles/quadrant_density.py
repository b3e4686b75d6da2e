"""How many customers stand where on a map of two axes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.profiles.map_view import View, view_of

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

MOST_CELLS, FEWEST_CELLS = 40, 14
BLOCK = 1 << 18
ROOT_3 = np.sqrt(3.0)
FLAT = 0.7
EDGE = 1e-9


@dataclass(frozen=True, kw_only=True)
class MapAxis:
    """A column of the table of axes, and how it is told.

    `low` and `high` are the ends of the 95 % interval of the cut, where it has one;
    `unit` is that of the column ("money", "share", "points"), empty for a rank.
    """

    column: str
    label: str
    cut: float
    low: float | None = None
    high: float | None = None
    unit: str = ""

    @property
    def marks(self) -> FloatArray:
        """The cut and its interval, NaN where there is none."""
        return np.array([self.cut, self.low, self.high], dtype=np.float64)

    @property
    def in_doubt(self) -> bool:
        """Whether the cut has an interval that is wider than nothing."""
        return bool(self.marks[2] > self.marks[1])


@dataclass(frozen=True, kw_only=True)
class QuadrantMap:
    """Two axes, where they are cut, and what may be marked on them.

    `axes` has a row per customer with the columns of `across` and `upwards`. `corners`
    has a row per quadrant, `name` and `share`, in the order low-low, low-high,
    high-low, high-high (across first); the map may stand beside any scheme.
    `centroids` marks other segments: `segment_id`, `name`, and the columns of the axes.
    """

    axes: pd.DataFrame
    across: MapAxis
    upwards: MapAxis
    corners: pd.DataFrame
    centroids: pd.DataFrame | None = None

    @property
    def columns(self) -> list[str]:
        """The columns of both axes."""
        return [self.across.column, self.upwards.column]

    @cached_property
    def known(self) -> list[FloatArray]:
        """Both axes of the customers who have a place on both."""
        both = [self.axes[column].to_numpy(np.float64) for column in self.columns]
        placed = np.isfinite(both[0]) & np.isfinite(both[1])
        return [values[placed] for values in both]

    @cached_property
    def views(self) -> tuple[View, View]:
        """What of either axis is drawn."""
        across, upwards = self.known
        return (
            view_of(across, self.across.marks),
            view_of(upwards, self.upwards.marks),
        )

    @property
    def sides(self) -> list[tuple[MapAxis, View]]:
        """Either axis, and what of it is drawn."""
        return list(zip((self.across, self.upwards), self.views, strict=True))

    @property
    def in_steps(self) -> bool:
        """Whether an axis has few distinct values, as an answer on a scale has."""
        return any(view.levels for view in self.views)

    @cached_property
    def beyond(self) -> float:
        """The share of customers beyond the drawn part."""
        pairs = zip(self.views, self.known, strict=True)
        across, upwards = (view.outside(values) for view, values in pairs)
        return float((across | upwards).mean()) if len(across) else 0.0

    def places(self, values: list[FloatArray]) -> FloatArray:
        """Where customers stand: a row each, 0 to 1 on either axis.

        Who lies beyond the drawn part stands at its edge.
        """
        pairs = zip(self.views, values, strict=True)
        places: FloatArray = np.column_stack([v.place(each) for v, each in pairs])
        return places.clip(EDGE, 1 - EDGE)


def density(shown: QuadrantMap) -> pd.DataFrame:
    """Count customers in hexagons: the centre of each, and `customers`.

    From 14 hexagons side by side for few customers to 40 for many, spaced as the map is
    (see `View`); customers without a place on both axes are left out, those beyond the
    drawn part counted at its edge. On an axis of few values each value is a row of
    cells. `wide` and `high` are the size of a cell as shares of the drawn range, whose
    height is drawn .7 times as long as its width.
    """
    n = len(shown.known[0])
    cells = int(np.clip(np.sqrt(n) / 2.2, FEWEST_CELLS, MOST_CELLS))
    steps = _steps(shown, cells)
    side = 2 * MOST_CELLS + 4
    counts = np.zeros(side * side, dtype=np.int64)
    for start in range(0, n, BLOCK):
        block = [values[start : start + BLOCK] for values in shown.known]
        found = _lattice(shown, shown.places(block), steps)
        counts += np.bincount(found[:, 0] * side + found[:, 1], minlength=side * side)
    filled = np.flatnonzero(counts)
    centres = _centres(shown, np.column_stack(np.divmod(filled, side)), steps)
    return pd.DataFrame(
        {
            **dict(zip(shown.columns, centres, strict=True)),
            "customers": counts[filled],
            "wide": steps[0],
            "high": steps[1],
        }
    )


def _steps(shown: QuadrantMap, cells: int) -> FloatArray:
    """How far apart cells of one row, and every other row, are."""
    if not shown.in_steps:
        return np.array([1, ROOT_3 / FLAT]) / cells
    return np.array([_gap(view, cells) for view in shown.views])


def _gap(view: View, cells: int) -> float:
    if not view.levels:
        return 1 / cells
    places = view.place(np.array(view.levels))
    return float(np.median(np.diff(places))) if len(places) > 1 else 1 / cells


def _lattice(shown: QuadrantMap, places: FloatArray, steps: FloatArray) -> IntArray:
    """The number of each customer's cell on either axis."""
    if shown.in_steps:
        numbered = [
            _row(view, column, step)
            for view, column, step in zip(shown.views, places.T, steps, strict=True)
        ]
        return np.column_stack(numbered)
    even, odd = np.round(places / steps), np.floor(places / steps) + 0.5
    to_odd, to_even = (_distance(places / steps - each) for each in (odd, even))
    nearest = np.where((to_odd < to_even)[:, None], odd, even)
    return (2 * nearest).astype(np.int64)


def _distance(gaps: FloatArray) -> FloatArray:
    squared: FloatArray = gaps[:, 0] ** 2 + 3 * gaps[:, 1] ** 2
    return squared


def _row(view: View, places: FloatArray, step: float) -> IntArray:
    if not view.levels:
        return np.round(places / step).astype(np.int64)
    levels = view.place(np.array(view.levels)).clip(0.0, 1.0)
    return np.abs(places[:, None] - levels).argmin(1).astype(np.int64)


def _centres(
    shown: QuadrantMap, numbers: IntArray, steps: FloatArray
) -> list[FloatArray]:
    """The centres of cells in the units of the axes."""
    return [
        np.array(view.levels)[column]
        if view.levels
        else view.value(column * step / (1 if shown.in_steps else 2))
        for view, column, step in zip(shown.views, numbers.T, steps, strict=True)
    ]
