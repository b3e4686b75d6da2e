"""Contracts: what a column is, and what a table must hold."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

Place = Literal["interim", "processed"]
Role = Literal["measure", "evidence", "score"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of a table contract; `type` is the name of its Arrow type."""

    name: str
    type: str
    nullable: bool = False
    required: bool = True


@dataclass(frozen=True)
class Column:
    """One column of a feature table.

    `unit` is what a number counts ("days", "share"), `meaning` one phrase for the
    dictionary, and `needs` what it cannot be computed without: ledger columns, tables,
    customer fields, and settings of the family.
    Only a "measure" describes segments: "evidence" is counted for later estimates (k
    of n), and a "score" says again what a measure has said.

    >>> Column("orders", unit="orders", meaning="orders in the window").role
    'measure'
    """

    name: str
    unit: str
    meaning: str
    needs: tuple[str, ...] = ()
    role: Role = "measure"


@dataclass(frozen=True, kw_only=True)
class TableSchema:
    """A table contract, checked where files are read and written."""

    name: str
    place: Place
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    open: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that every table of this kind has."""
        return tuple(field.name for field in self.fields if field.required)

    def problems(self, table: pa.Table) -> list[str]:
        """Return every breach of the contract, a sentence each."""
        found = table.column_names
        missing = [_missing(name, found) for name in self.required if name not in found]
        known = {field.name for field in self.fields}
        extra = (
            []
            if self.open
            else [f"'{n}' is not declared." for n in found if n not in known]
        )
        present = [field for field in self.fields if field.name in found]
        types = [
            f"'{field.name}' should be {field.type}; got {actual}."
            for field in present
            if (actual := str(table.schema.field(field.name).type)) != field.type
        ]
        nulls = [
            f"'{field.name}' should have no nulls; got {count}."
            for field in present
            if not field.nullable and (count := table[field.name].null_count)
        ]
        return [*missing, *extra, *types, *nulls]


def _missing(name: str, found: list[str]) -> str:
    folded = {column.casefold().replace("_", ""): column for column in found}
    close = difflib.get_close_matches(name.replace("_", ""), folded, n=1)
    hint = f" (found: '{folded[close[0]]}', did you mean it?)" if close else ""
    return f"'{name}' is missing{hint}."
