"""One file of order lines as a source, with no yaml of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from patronage.ingest import sql
from patronage.ingest.declared.file import File, Format
from patronage.ingest.declared.rows import Rows, Value
from patronage.ingest.declared.source import Source
from patronage.ingest.declared.types import accept

LINES = "lines"
PLAIN_NAME = re.compile(r"[\w ]+")


@dataclass(frozen=True, kw_only=True)
class OneFile(Source):
    """A source whose `columns` all stand in the file at `path`.

    A column is a name of the file's columns, or SQL over them; null is left out.
    Without an `order_id`, a customer's rows of one day are one order. `table` names
    the sheet or table of formats that have several.
    """

    path: str
    columns: Mapping[str, Value]
    format: Format = "csv"
    table: str = ""
    delimiter: str = ","
    encoding: str = "utf-8"
    quote: str = '"'
    time_format: str | None = None
    has_time: bool = True
    files: Mapping[str, File] = field(init=False)
    ledger: Rows | None = field(init=False)

    def __post_init__(self) -> None:
        """Build the file and the ledger, and check them as of any source."""
        accept(self)
        object.__setattr__(self, "files", {LINES: self._file()})
        object.__setattr__(self, "ledger", self._rows())
        super().__post_init__()

    def _file(self) -> File:
        return File(
            path=self.path,
            format=self.format,
            table=self.table,
            delimiter=self.delimiter,
            encoding=self.encoding,
            quote=self.quote,
        )

    def _rows(self) -> Rows:
        has_order = "order_id" in self.columns
        order = {} if has_order else {"order_id": self._order(self.columns)}
        return Rows(
            file=LINES,
            columns={**self.columns, **order},
            time_format=self.time_format,
            has_time=self.has_time,
        )

    def _order(self, columns: Mapping[str, Value]) -> Value:
        customer, time = (
            _written(columns.get(name)) for name in ("customer_id", "ordered_at")
        )
        day = f"TRY_CAST({time} AS DATE)"
        if self.time_format is not None:
            stamp = f"try_strptime(trim({time}), {sql.literal(self.time_format)})"
            day = f"CAST({stamp} AS DATE)"
        # A day that cannot be read leaves the id, so that the reason is the time's.
        return Value(expression=f"concat_ws(' ', trim({customer}), {day})")


def _written(value: Value | None) -> str:
    expression = value.expression if value else "NULL"
    plain = PLAIN_NAME.fullmatch(expression)
    return sql.name(expression) if plain else f"({expression})"
