"""Departments that report on customers, as staging leaves what they say."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pandas as pd

from patronage import ingest
from patronage.ingest import sql
from patronage.ingest.plan import plans
from patronage.ingest.registry import changes, claims

GRADES = ["c", "b", "a"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Office:
    """Reports by department: id, perhaps who wrote it and on which day, and fields.

    `previous` are the customers of the last ingest, `remembered` their checked values
    (id, field, value, changes), `confirmed` rows of customer_id, field, change,
    old_value, new_value and checker, `identities` the customers by their ids.
    """

    fields: Mapping[str, Mapping[str, Any]]
    reports: Mapping[str, Sequence[Row]]
    previous: Sequence[Row] = ()
    confirmed: Sequence[Row] = ()
    remembered: Sequence[Row] = ()
    identities: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> ingest.Source:
        declared = {
            "name": "office",
            "files": {name: {"path": name} for name in (*self.reports, "confirmed")},
            "fields": self.fields,
            "customers": {n: self._table(n, rows) for n, rows in self.reports.items()},
            "confirmations": {"file": "confirmed"},
        }
        if self.identities:
            first = next(iter(self.reports))
            declared["identity"] = {"file": first, "customer_id": "id", "keys": {}}
        return ingest.Source(**declared | self.own)

    @contextmanager
    def staged(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A database in which the reports are cast, and nothing is resolved."""
        with closing(duckdb.connect(config={"threads": 2})) as connection:
            for plan in plans(self.source):
                rows = [dict(row) for row in self.reports[plan.file]]
                lines = [row | {"line": i + 2} for i, row in enumerate(rows)]
                self._hold(connection, plan.name, lines)
                raw = pd.DataFrame(lines).rename(columns={"line": f"{plan.file}_line"})
                self._write(connection, plan.file, raw)
            if self.previous:
                self._write(connection, "previous_customers", self.previous)
            if self.remembered:
                self._write(connection, "previous_checked", self.remembered)
            merged = pd.DataFrame(
                self.identities.items(), columns=["id", "customer_id"]
            )
            self._write(connection, "identities", merged)
            columns = ["customer_id", "field", "change"]
            columns += ["old_value", "new_value", "checker"]
            rows = pd.DataFrame(self.confirmed, columns=columns)
            self._write(connection, "confirmed", rows)
            yield connection

    @contextmanager
    def resolved(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The same, with one record of each customer, and checked changes held."""
        with self.staged() as connection:
            claims.resolve(connection, self.source, list(plans(self.source)))
            changes.hold(connection, self.source)
            yield connection

    def tables(self, *names: str) -> list[list[tuple[Any, ...]]]:
        with self.resolved() as connection:
            found = (connection.execute(f"FROM {name} ORDER BY ALL") for name in names)
            return [each.fetchall() for each in found]

    def table(self, name: str) -> list[tuple[Any, ...]]:
        return self.tables(name)[0]

    def customers(self) -> list[Row]:
        """What an ingest publishes, as the next one finds it."""
        names = ["customer_id", *self.fields]
        rows = self.table("resolved_customers")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def remembers(self) -> list[Row]:
        """The checked values that an ingest leaves to the next one."""
        names = ("id", "field", "value", "changes")
        rows = self.table("checked_values")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _table(self, name: str, rows: Sequence[Row]) -> dict[str, Any]:
        known = {key for row in rows for key in row}
        return {
            "file": name,
            "customer_id": "id",
            "columns": {name: name for name in self.fields if name in known},
            "maker": "who" if "who" in known else "",
            "updated_at": "day" if "day" in known else "",
            "time_format": "%Y-%m-%d",
        }

    def _hold(self, connection, name: str, rows: Sequence[Row]) -> None:
        columns = ("reason", "reason_column")
        cast = pd.DataFrame(rows).rename(columns={"id": "customer_id"})
        cast = cast.drop(columns=["who", "day"], errors="ignore")
        missing = {c: None for c in columns if c not in cast}
        self._write(connection, f"staged_{name}", cast.assign(**missing))
        kept, staged = sql.name(f"kept_{name}"), sql.name(f"staged_{name}")
        connection.execute(f"CREATE VIEW {kept} AS FROM {staged} WHERE reason IS NULL")

    def _write(self, connection, name: str, rows) -> None:
        frame = pd.DataFrame(rows)
        numeric = {n for n, f in self.fields.items() if f["kind"] == "numeric"}
        kinds = {n: "DOUBLE" if n in numeric else "VARCHAR" for n in frame}
        whole = ("line", "change", "changes")
        kinds |= {n: "BIGINT" for n in frame if str(n).endswith(whole)}
        columns = ", ".join(f"{sql.name(n)} {kind}" for n, kind in kinds.items())
        connection.execute(f"CREATE TABLE {sql.name(name)} ({columns})")
        values = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
        marks = ", ".join("?" for _ in kinds)
        for row in values:
            connection.execute(f"INSERT INTO {sql.name(name)} VALUES ({marks})", row)
