"""Some rows of a table, or some of its customers: each column is cut when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from patronage.bounds import Bounds
from patronage.ragged import Ragged
from patronage.window import Window
from patronage.windows import Whole, Windows

if TYPE_CHECKING:
    from patronage.rows import Mask, Rows

Table: TypeAlias = Mapping[str, Ragged]


@dataclass(frozen=True, eq=False)
class Selection(Mapping[str, Ragged]):
    """The rows of `table` that are marked in `keep`, and whose they are now."""

    table: Table
    keep: Mask
    rows: Rows
    cut: dict[str, Ragged] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Ragged:
        if column not in self.cut:
            kept = np.compress(self.keep, self.table[column].values)
            self.cut[column] = Ragged.over(kept, self.rows)
        return self.cut[column]

    def __contains__(self, column: object) -> bool:
        return column in self.table

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


def where(table: Table, keep: Mask) -> Table:
    """Leave the rows marked in `keep`."""
    if keep.all():
        return table
    rows = _rows(table).where(keep)
    if not isinstance(table, Selection | Windows):
        return Selection(table, keep, rows)
    both = np.zeros_like(table.keep)
    both[np.flatnonzero(table.keep)] = keep
    return Selection(table.table, both, rows)


def marked(table: Table, mark: Ragged) -> Table:
    """Leave the rows that a column marks, which was made of columns of the table."""
    if not (isinstance(table, Windows) and isinstance(mark, Window)):
        return where(table, mark.values)
    whole, derived = table.whole, table.whole.derived
    if mark.whole not in derived:
        left = where(whole.table, mark.whole.values)
        derived[mark.whole] = Whole(left, whole.has_several)
    part = derived[mark.whole]
    if part.table is whole.table:
        return table
    return Windows(part, table.bounds.among(mark.whole.before))


def only(table: Table, customers: Mask) -> Table:
    """Leave the customers marked in `customers`, with all their rows."""
    if not table or customers.all():
        return table
    whole, bounds = _bounds(table)
    return Windows(whole, bounds.only(customers))


def between(table: Table, day: str, after: int, until: int) -> Table:
    """Leave the rows whose `day` lies after `after` and not after `until`."""
    if not table:
        return table
    whole, bounds = _bounds(table)
    if not whole[day].ascends:
        days = table[day].values
        return where(table, (days > after) & (days <= until))
    inside = bounds.between(whole[day].ends(after), whole[day].ends(until))
    return table if inside.rows.n == bounds.rows.n else Windows(whole, inside)


def _bounds(table: Table) -> tuple[Whole, Bounds]:
    """What this table was cut out of, or itself, and where it lies in it."""
    if isinstance(table, Windows):
        return table.whole, table.bounds
    whole = table if isinstance(table, Whole) else Whole(table)
    return whole, Bounds.of(whole.rows)


def _rows(table: Table) -> Rows:
    if isinstance(table, Selection | Windows):
        return table.rows
    return table[next(iter(table))].rows
