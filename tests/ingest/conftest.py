"""A small world for ingest: rows of text in, tables and their accounting out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest

from patronage import ingest, io
from patronage.tables import (
    CONFLICTS,
    CONTACTS,
    CUSTOMERS,
    EVENTS,
    FEEDBACK,
    IDENTITIES,
    LEDGER,
    LEVELS,
    PENDING_CHANGES,
    QUARANTINE,
    RECORDS,
    SPANS,
)

TABLES = (
    LEDGER,
    SPANS,
    LEVELS,
    CUSTOMERS,
    CONTACTS,
    EVENTS,
    FEEDBACK,
    IDENTITIES,
    CONFLICTS,
    PENDING_CHANGES,
    QUARANTINE,
    RECORDS,
)

HEADER = ["who", "order", "at", "what", "n", "paid"]


@dataclass
class World:
    """A folder in which sources are made and taken in."""

    path: Path

    def write(
        self, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        lines = [",".join(map(str, row)) for row in [header, *rows]]
        (self.path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def source(self, rows: Sequence[Sequence[Any]], **changes: Any) -> ingest.Source:
        """A shop whose rows are who, order, at, what, n, paid."""
        self.write("sales.csv", HEADER, rows)
        ledger = {
            "file": "sales",
            "time_format": "%Y-%m-%d %H:%M",
            "columns": {
                "customer_id": "who",
                "order_id": '"order"',
                "ordered_at": '"at"',
                "product_id": "what",
                "quantity": "n",
                "amount": "paid",
            },
        }
        columns = ledger["columns"] | changes.pop("columns", {})
        declared = {
            "name": "shop",
            "description": "a small shop",
            "files": {"sales": {"path": "sales.csv", "format": "csv"}}
            | changes.pop("files", {}),
            "ledger": ledger | {"columns": columns} | changes.pop("ledger", {}),
            "time_zone": "UTC",
            "business_time_zone": "UTC",
            "currency": "EUR",
            "quarantine_limit": 1,
            "missing_customer_limit": 1,
        }
        return ingest.Source(**declared | changes)

    def register_of(
        self, rows: Sequence[Sequence[Any]], **changes: Any
    ) -> ingest.Source:
        """One department's customers, whose rows are id, age; and no ledger."""
        self.write("people.csv", ["id", "age"], rows)
        people = {"file": "people", "customer_id": "id", "columns": {"age": "age"}}
        declared = {
            "name": "club",
            "files": {"people": {"path": "people.csv", "format": "csv"}},
            "fields": {"age": {"kind": "numeric"}},
            "customers": {"desk": people},
            "quarantine_limit": 1,
            "missing_customer_limit": 1,
        }
        return ingest.Source(**declared | changes)

    def ingest(
        self,
        source: ingest.Source,
        *,
        threads: int = 1,
        notes: ingest.Notes | None = None,
    ) -> ingest.Accounting:
        with (
            TemporaryDirectory(dir=self.path) as scratch,
            io.connect(threads=threads) as connection,
        ):
            io.register(connection, source.files, self.path, scratch=Path(scratch))
            plans = ingest.stage(connection, source)
            accounting = ingest.account(connection, source, plans, notes)
            for output in ingest.tables(connection, source, plans, accounting):
                io.write(
                    output.schema, output.table, self.folder, metadata=output.metadata
                )
        return accounting

    @property
    def folder(self) -> io.Folder:
        return io.Folder(self.path / "data", "shop")

    def bytes(self) -> dict[str, bytes]:
        files = (self.path / "data").rglob("*.parquet")
        return {path.name: path.read_bytes() for path in files}

    def table(self, name: str) -> pd.DataFrame:
        return io.read({schema.name: schema for schema in TABLES}[name], self.folder)

    def rejected(self) -> list[tuple[int, str, str, str]]:
        quarantine = self.table("quarantine")[["line", "column", "reason", "value"]]
        return [
            (line, column, reason, None if pd.isna(value) else value)
            for line, column, reason, value in quarantine.itertuples(index=False)
        ]


@pytest.fixture
def world(tmp_path) -> World:
    return World(tmp_path)


Sale = Callable[..., list[Any]]


@pytest.fixture
def sale() -> Sale:
    """One good row, changed where the test says so."""

    def make(**changes: Any) -> list[Any]:
        good = {
            "who": "007",
            "order": "A1",
            "at": "2024-02-29 13:45",
            "what": "tea",
            "n": "2",
            "paid": "3.50",
        }
        return list((good | changes).values())

    return make
