"""Who went where between two days, laid out as blocks and the ribbons between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import QualityError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

    Places = NDArray[np.intp]

GAPS = 0.16


@dataclass(frozen=True, kw_only=True)
class Flows:
    """How many went from each state to each, between two days.

    `table` has a row per pair: `before` and `after` (names out of `states`, which are
    in the order of the figure, from the top), and `column`: customers, or their value.
    The first `n_segments` states are segments; unknown, new and lost are not.
    `unit` is that of the column: "customers", "money".
    """

    table: pd.DataFrame
    states: Sequence[str]
    days: tuple[str, str]
    n_segments: int = 4
    column: str = "customers"
    unit: str = "customers"

    def __post_init__(self) -> None:
        """Refuse names that have no place in the figure, or two."""
        given = {*self.table["before"], *self.table["after"]}
        unknown = sorted(given - set(self.states))
        twice = sorted({s for s in self.states if list(self.states).count(s) > 1})
        if unknown or twice:
            raise QualityError(
                "flows: each state should be named once in `states`; got "
                f"{', '.join([*unknown, *twice])}."
            )

    @cached_property
    def cells(self) -> FloatArray:
        """What went from each state (rows) to each (columns); nothing is negative."""
        found = self.table.pivot_table(
            self.column, "before", "after", "sum", observed=True
        )
        whole = found.reindex(index=list(self.states), columns=list(self.states))
        return whole.fillna(0.0).clip(lower=0.0).to_numpy(np.float64)

    @property
    def total(self) -> float:
        """What all flows come to; 1 if there are none."""
        return float(self.cells.sum()) or 1.0

    @cached_property
    def blocks(self) -> pd.DataFrame:
        """A row per day and state that anybody was in.

        `day` (0 or 1), `state` (its number), `amount`, `share`, and where it is drawn:
        `low` to `high`, from 1 at the top to 0.
        """
        sides = [self._side(day, self.cells.sum(1 - day)) for day in (0, 1)]
        return pd.concat(sides, ignore_index=True)

    @cached_property
    def ribbons(self) -> pd.DataFrame:
        """A row per flow: `before`, `after`, `share`, `left` and `right` (its middles).

        At either end ribbons lie in the order of the states at the other.
        """
        before, after = np.nonzero(self.cells)
        share = self.cells[before, after] / self.total
        thick = share * (1 - GAPS)
        table = pd.DataFrame({"before": before, "after": after, "share": share})
        return table.assign(
            thick=thick,
            left=self._middles(0, before, after, thick),
            right=self._middles(1, after, before, thick),
        )

    def _side(self, day: int, amounts: FloatArray) -> pd.DataFrame:
        state = np.flatnonzero(amounts)
        share = amounts[state] / self.total
        gap = GAPS / max(len(state) - 1, 1)
        high = 1 - np.concatenate([[0.0], np.cumsum(share * (1 - GAPS) + gap)])[:-1]
        if len(state) == 1:
            high = high - GAPS / 2
        return pd.DataFrame(
            {
                "day": day,
                "state": state,
                "amount": amounts[state],
                "share": share,
                "low": high - share * (1 - GAPS),
                "high": high,
            }
        )

    def _middles(
        self, day: int, own: Places, other: Places, thick: FloatArray
    ) -> FloatArray:
        side = self.blocks[self.blocks["day"] == day].set_index("state")
        tops = side["high"].reindex(own).to_numpy(np.float64)
        order = np.lexsort([other, own])
        above = np.empty_like(thick)
        running = pd.Series(thick[order]).groupby(own[order]).cumsum().to_numpy()
        above[order] = running - thick[order] / 2
        middles: FloatArray = tops - above
        return middles
