"""Batches of whole customers, read from the files of a source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from patronage import io
from patronage.batch import CustomerBatch, Units
from patronage.engine.assembly import Facts, assemble
from patronage.engine.attributes import SINCE
from patronage.engine.stretches import Stretch, stretches
from patronage.errors import InputError
from patronage.tables import (
    CONTACTS,
    CUSTOMERS,
    EVENTS,
    FEEDBACK,
    LEDGER,
    LEVELS,
    RECORDS,
    SPANS,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from patronage.segments import IntArray

RETURNS = ("is_return", "returned_day")
ALWAYS = ("order_day", "order_no", "quantity", "amount", *RETURNS)
SCORE = ("score", "scale_low", "scale_high", "reversed")
ANSWER = ("answered_day", "kind", "item", "subject", "resolved_day")
BESIDE = {
    "contacts": ("contacted_day", "kind"),
    "events": ("at_day", "kind", "value", "severity"),
    "feedback": (*ANSWER, *SCORE),
}
TABLES = {s.name: s for s in (LEDGER, CUSTOMERS, CONTACTS, EVENTS, FEEDBACK)}


@dataclass(frozen=True)
class LedgerFiles:
    """The tables of one source, opened for reading by ranges of customers.

    `columns` are the ledger columns that families need, beside those always read;
    the names "contacts", "events" and "feedback" stand for the tables. With
    "product_id" comes the day on which each product was first sold. A source may have
    customers and no ledger.
    """

    folder: io.Folder
    columns: tuple[str, ...] = ()

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that the source has."""
        path = self.folder.path
        return tuple(name for name, schema in TABLES.items() if path(schema).exists())

    def path(self, table: str) -> Path:
        """Where a table stands: of customers, their dated records if there are any."""
        records = self.folder.path(RECORDS)
        dated = table == "customers" and records.exists()
        return records if dated else self.folder.path(TABLES[table])

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """What ingest noted: scales, zone, first and last day.

        Without a ledger nothing has a scale, and both days are the declared `as_of`,
        or empty.

        Raises
        ------
        InputError
            If nothing was ingested.
        """
        if "ledger" in self.tables or "customers" not in self.tables:
            return io.metadata(LEDGER, self.folder)
        noted = io.metadata(CUSTOMERS, self.folder)
        as_of = noted.get("as_of", "")
        days = {"first_day": as_of, "last_day": as_of}
        return {"money_scale": "0", "quantity_scale": "0", **days, **noted}

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """Declared fields of the customer table: kind, levels, sensitive ..."""
        if "customers" not in self.tables:
            return {}
        return json.loads(io.metadata(CUSTOMERS, self.folder).get("fields", "{}"))

    @cached_property
    def facts(self) -> Facts:
        """What all batches share."""
        money, quantity = (
            10 ** int(self.metadata[name]) for name in ("money_scale", "quantity_scale")
        )
        return Facts(
            self._levels(),
            self.fields,
            Units(money=money, quantity=quantity),
            self._columns(),
            self._level_days(),
        )

    def ranges(self, batch_rows: int) -> Iterator[Stretch]:
        """Cut the customers into stretches of about `batch_rows` rows each.

        Raises
        ------
        InputError
            If an earlier version has ingested the source.
        """
        return stretches(self._spans(), list(self._readers), batch_rows)

    def batch(self, stretch: Stretch) -> CustomerBatch:
        """Read the customers of a stretch, with all their rows."""
        ids = stretch.customer_id.filter(stretch.known).to_pandas().array
        read = {name: self._read(name, stretch) for name in self._readers}
        tables = {name: table for name, (table, _) in read.items()}
        counts = {name: count for name, (_, count) in read.items()}
        return assemble(ids, tables, counts, self.facts)

    def rows_after(self, day: int) -> int:
        """Count the ledger rows of later days than this one."""
        if "ledger" not in self.tables:
            return 0
        days = io.RowGroups(self.folder.path(LEDGER), ("order_day",))
        return sum(int((_days(group) > day).sum()) for group in days)

    def _read(self, name: str, stretch: Stretch) -> tuple[pa.Table, IntArray]:
        start, counts = stretch.starts[name], stretch.counts[name]
        table = self._readers[name].read(start, start + int(counts.sum()))
        if counts[~stretch.known].any():
            table = table.filter(np.repeat(stretch.known, counts))
        return table, counts[stretch.known]

    @cached_property
    def _readers(self) -> dict[str, io.RowGroups]:
        return {
            name: io.RowGroups(self.path(name), columns)
            for name, columns in self.facts.columns.items()
        }

    def _spans(self) -> io.RowGroups:
        path = self.folder.path(SPANS)
        missing = set(SPANS.required) - set(io.columns(path) if path.exists() else ())
        if missing:
            raise self._outdated("spans", ", ".join(sorted(missing)))
        return io.RowGroups(path, SPANS.required, plain=("customer_id",))

    def _levels(self) -> dict[str, tuple[str, ...]]:
        grouped = io.read(LEVELS, self.folder).groupby("column", sort=True)["level"]
        return {str(name): tuple(levels) for name, levels in grouped}

    def _level_days(self) -> dict[str, IntArray]:
        """The first day of each product, if families ask for products."""
        if "product_id" not in self.columns:
            return {}
        table = io.read(LEVELS, self.folder)
        if "first_day" not in table:
            raise self._outdated("levels", "first_day")
        dated = table[table["first_day"].notna()]
        days = dated["first_day"].to_numpy("datetime64[D]").astype(np.int64)
        columns = dated["column"].to_numpy()
        return {str(name): days[columns == name] for name in sorted(set(columns))}

    def _outdated(self, table: str, lacking: str) -> InputError:
        return InputError(
            f"{table}: {lacking} should be there; source '{self.folder.source}' was "
            "ingested by an earlier version, run `python -m pipelines.ingest` again."
        )

    def _columns(self) -> dict[str, tuple[str, ...]]:
        """What is read of each table; a table without rows counts as none."""
        wanted = {"ledger": (*ALWAYS, *self.columns)}
        wanted |= {name: read for name, read in BESIDE.items() if name in self.columns}
        found = {name: self._found(name, wanted[name]) for name in wanted}
        if "customers" in self.tables:
            dated = [SINCE] if self.folder.path(RECORDS).exists() else []
            known = [n for n, field in self.fields.items() if not field["sensitive"]]
            found["customers"] = (*dated, *known)
        return {
            name: found[name] for name in found if found[name] or name == "customers"
        }

    def _found(self, name: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
        path = self.folder.path(TABLES[name])
        if name not in self.tables or not len(io.RowGroups(path, ())):
            return ()
        columns = io.columns(path)
        return tuple(dict.fromkeys(column for column in wanted if column in columns))


def _days(table: pa.Table) -> NDArray[np.int32]:
    days: NDArray[np.int32] = table["order_day"].cast("int32").to_numpy()
    return days
