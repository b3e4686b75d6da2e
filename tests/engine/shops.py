"""Sources on disk, as ingest leaves them: every row of everybody stands in the test."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pyarrow as pa

from patronage import io
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

TIME = pa.timestamp("us", "UTC")
SIZES = {"size": {"kind": "ordinal", "levels": ["S", "L"], "sensitive": False}}


def moment(day: int) -> datetime:
    return datetime(2017, 1, day, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """Orders are (order, day, cents, units, brand, hour); the rest (day, kind).

    Answers have a score and a reversal too; records are (day, size).
    """

    orders: Sequence[tuple] = ()
    contacts: Sequence[tuple] = ()
    events: Sequence[tuple] = ()
    feedback: Sequence[tuple] = ()
    size: str | None = None
    records: Sequence[tuple] = ()
    registered: bool = False


@dataclass(frozen=True)
class Shop:
    """Everybody by id; `fields` describe the register's columns."""

    people: Mapping[str, Person]
    fields: Mapping[str, Mapping] = field(default_factory=lambda: dict(SIZES))
    has_ledger: bool = True
    noted: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator[tuple]:
        for who in sorted(self.people):
            yield from ((who, *row) for row in getattr(self.people[who], table))

    def write(self, path: Path) -> io.Folder:
        folder = io.Folder(path, "shop")
        if self.has_ledger:
            self._write_ledger(folder)
        self._write_register(folder)
        self._write_records(folder)
        self._write_beside(folder)
        io.write(SPANS, self._spans(), folder)
        io.write(LEVELS, self._levels(), folder)
        return folder

    @contextmanager
    def on_disk(self, row_group: int = 3) -> Iterator[io.Folder]:
        """A folder that is there for a while, of files with small row groups."""
        with (
            TemporaryDirectory() as path,
            mock.patch("patronage.io.parquet.ROW_GROUP", row_group),
        ):
            yield self.write(Path(path))

    def _write_ledger(self, folder: io.Folder) -> None:
        rows = list(self.rows("orders"))
        who, order, day, cents, units, brand, hour = columns(rows, 7)
        ledger = {
            "customer_id": texts(who),
            "order_id": texts(order),
            "order_no": pa.array(_numbers(who, order), pa.int32()),
            "ordered_at": pa.array(map(moment, day), TIME),
            "order_day": days(day),
            "line_id": pa.array(range(len(rows)), pa.int64()),
            "product_id": texts([None] * len(rows)),
            "quantity": pa.array(units, pa.int64()),
            "amount": pa.array(cents, pa.int64()),
            "order_hour": pa.array(hour, pa.int8()),
            "brand": texts(brand),
        }
        noted = {"first_day": "2017-01-01", "last_day": "2017-01-09"}
        noted |= {"money_scale": "2", "quantity_scale": "0"}
        io.write(LEDGER, pa.table(ledger), folder, metadata=noted)

    def _write_register(self, folder: io.Folder) -> None:
        known = [who for who in sorted(self.people) if self.people[who].registered]
        sizes = [self.people[who].size for who in known]
        table = pa.table({"customer_id": texts(known), "size": texts(sizes)})
        noted = {"fields": json.dumps(self.fields)} | dict(self.noted)
        io.write(CUSTOMERS, table, folder, metadata=noted)

    def _write_records(self, folder: io.Folder) -> None:
        who, day, size = columns(list(self.rows("records")), 3)
        if who:
            given = {"customer_id": texts(who), "since_day": days(day)}
            io.write(RECORDS, pa.table(given | {"size": texts(size)}), folder)

    def _write_beside(self, folder: io.Folder) -> None:
        for schema, at in ((CONTACTS, "contacted"), (EVENTS, "at")):
            rows = list(self.rows(schema.name))
            who, day, kind = columns(rows, 3)
            given = {
                "customer_id": texts(who),
                "at" if at == "at" else f"{at}_at": pa.array(map(moment, day), TIME),
                f"{at}_day": days(day),
                "kind": texts(kind),
            }
            io.write(schema, completed(schema, given, len(rows)), folder)
        who, day, kind, score, turned = columns(list(self.rows("feedback")), 5)
        given = {
            "customer_id": texts(who),
            "answered_day": days(day),
            "kind": texts(kind),
            "item": texts(kind),
            "score": pa.array(score, pa.float64()),
            "scale_low": pa.array([1.0] * len(who), pa.float64()),
            "scale_high": pa.array([5.0] * len(who), pa.float64()),
            "reversed": pa.array(turned, pa.bool_()),
        }
        io.write(FEEDBACK, completed(FEEDBACK, given, len(who)), folder)

    def _spans(self) -> pa.Table:
        people = [self.people[who] for who in sorted(self.people)]
        counts = {
            "n_rows": [len(p.orders) if self.has_ledger else 0 for p in people],
            "registered": [p.registered for p in people],
            "n_contacts": [len(p.contacts) for p in people],
            "n_events": [len(p.events) for p in people],
            "n_feedback": [len(p.feedback) for p in people],
            "n_records": [len(p.records) or int(p.registered) for p in people],
        }
        kinds = {name: pa.int64() for name in counts} | {"registered": pa.bool_()}
        arrays = {name: pa.array(rows, kinds[name]) for name, rows in counts.items()}
        return pa.table({"customer_id": texts(sorted(self.people)), **arrays})

    def _levels(self) -> pa.Table:
        found = {
            "brand": {row[5] for row in self.rows("orders") if self.has_ledger},
            **{f"{t}.kind": {r[2] for r in self.rows(t)} for t in BESIDE},
            "feedback.item": {row[2] for row in self.rows("feedback")},
            "feedback.subject": set(),
        }
        levels = {name: sorted(found[name] - {None}) for name in sorted(found)}
        declared = (
            (f"customers.{name}", field.get("levels", ()))
            for name, field in self.fields.items()
        )
        levels |= dict(declared)
        rows = [(n, i, t) for n, ts in levels.items() for i, t in enumerate(ts)]
        column, code, level = columns(rows, 3)
        return pa.table(
            {
                "column": texts(column),
                "code": pa.array(code, pa.int32()),
                "level": texts(level),
            }
        )


BESIDE = ("contacts", "events", "feedback")


def columns(rows: Sequence[tuple], n: int) -> list[list]:
    return [list(column) for column in zip(*rows, strict=True)] or [
        [] for _ in range(n)
    ]


def texts(values: Sequence) -> pa.Array:
    return pa.array(values, pa.string())


def days(values: Sequence[int]) -> pa.Array:
    return pa.array([date(2017, 1, day) for day in values], pa.date32())


def completed(schema, given: Mapping, n: int) -> pa.Table:
    """The contract's required columns, in order; what is not given is null."""
    kinds = {"string": pa.string(), "bool": pa.bool_(), "double": pa.float64()}
    none = {f.name: pa.nulls(n, kinds.get(f.type, TIME)) for f in schema.fields}
    return pa.table({name: given.get(name, none[name]) for name in schema.required})


def _numbers(who: list[str], order: list[str]) -> list[int]:
    """Number each customer's orders as they come."""
    seen: dict[str, dict[str, int]] = {}
    numbers = []
    for customer, each in zip(who, order, strict=True):
        mine = seen.setdefault(customer, {})
        numbers.append(mine.setdefault(each, len(mine)))
    return numbers
