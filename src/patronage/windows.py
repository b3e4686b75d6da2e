"""Tables cut out of a longer one, and what is remembered of that."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.ragged import Ragged, Values
from patronage.window import Window

if TYPE_CHECKING:
    from patronage.bounds import Bounds
    from patronage.rows import Mask, Rows


class Remembered:
    """Columns of one value per customer, and the rows that each was found from."""

    def __init__(self, n: int) -> None:
        self.columns: dict[str, Values] = {}
        self.first, self.last = (np.full(n, -1) for _ in range(2))

    def is_stale(self, bounds: Bounds) -> Mask:
        """Which customers have other rows by now."""
        who = bounds.who
        return (self.first[who] != bounds.first) | (self.last[who] != bounds.last)

    def keep(self, bounds: Bounds, columns: Mapping[str, Values]) -> None:
        """Remember what was found of rows within these bounds."""
        for name, values in columns.items():
            if name not in self.columns:
                self.columns[name] = np.empty(len(self.first), values.dtype)
            self.columns[name][bounds.who] = values
        self.first[bounds.who], self.last[bounds.who] = bounds.first, bounds.last

    def of(self, bounds: Bounds) -> dict[str, Values]:
        """What is remembered of the customers."""
        return {name: values[bounds.who] for name, values in self.columns.items()}


@dataclass(frozen=True, eq=False)
class Whole(Mapping[str, Ragged]):
    """A table that windows are cut out of, and what was derived from it for them.

    `has_several` tells that there will be more than one, so that what is found in one
    is remembered for others.
    """

    table: Mapping[str, Ragged]
    has_several: bool = False
    derived: dict[Any, Any] = field(default_factory=dict)

    @property
    def rows(self) -> Rows:
        """The rows of each customer."""
        return self.table[next(iter(self.table))].rows

    def remembered(self, what: Hashable) -> Remembered:
        """What was found of these customers' rows, under a name."""
        if what not in self.derived:
            self.derived[what] = Remembered(len(self.rows.counts))
        found: Remembered = self.derived[what]
        return found

    def __getitem__(self, column: str) -> Ragged:
        return self.table[column]

    def __contains__(self, column: object) -> bool:
        return column in self.table

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


@dataclass(frozen=True, eq=False)
class Windows(Mapping[str, Ragged]):
    """The rows within bounds of each column of a table."""

    whole: Whole
    bounds: Bounds
    cut: dict[str, Ragged] = field(default_factory=dict)

    @property
    def table(self) -> Mapping[str, Ragged]:
        """The table that these rows are of."""
        return self.whole.table

    @property
    def rows(self) -> Rows:
        """The rows within, numbered anew."""
        return self.bounds.rows

    @property
    def keep(self) -> Mask:
        """Mark the rows within."""
        return self.bounds.keep

    def __getitem__(self, column: str) -> Ragged:
        if column not in self.cut:
            self.cut[column] = Window(self.whole[column], self.bounds)
        return self.cut[column]

    def __contains__(self, column: object) -> bool:
        return column in self.whole

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole)

    def __len__(self) -> int:
        return len(self.whole)
