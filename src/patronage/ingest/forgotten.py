"""Rows of customers who are to be forgotten: read, counted, and left out."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from patronage.ingest import sql
from patronage.ingest.limits import FORGOTTEN
from patronage.ingest.plan import Plan
from patronage.ingest.staging import cast_table, exists, rejected, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 100_000


class Forgotten(Protocol):
    """Who is to be forgotten; ids are asked for, as nobody keeps a list of them."""

    def __bool__(self) -> bool:
        """Say whether anybody is."""

    def among(self, ids: Iterable[str]) -> Collection[str]:
        """Return which of these ids are."""


def leave_out(
    connection: DuckDBPyConnection, plans: Sequence[Plan], forgotten: Forgotten
) -> None:
    """Reject the rows of the forgotten, and keep nothing of them but their lines.

    A customer of several ids is forgotten with all of them. What could not be read as
    a row is not shown either: an id could stand in it.
    """
    if not forgotten:
        return
    ids = _ids(connection, plans, forgotten)
    connection.execute("CREATE TEMP TABLE forgotten_ids (id VARCHAR)")
    if ids:
        connection.executemany(
            "INSERT INTO forgotten_ids VALUES (?)", [[each] for each in ids]
        )
    if exists(connection, "identities"):
        connection.execute(MERGED)
        connection.execute(
            "DELETE FROM identities WHERE id IN (SELECT id FROM forgotten_ids)"
        )
    for plan in plans:
        _blank(connection, plan)


MERGED = (
    "INSERT INTO forgotten_ids SELECT id FROM identities WHERE customer_id IN ("
    "SELECT i.customer_id FROM identities i JOIN forgotten_ids USING (id))"
)


def _ids(
    connection: DuckDBPyConnection, plans: Sequence[Plan], forgotten: Forgotten
) -> list[str]:
    parts = [f"SELECT customer_id AS id FROM {cast_table(plan)}" for plan in plans]
    if exists(connection, "identities"):
        parts.append("SELECT id FROM identities")
    every = connection.execute(
        f"SELECT DISTINCT id FROM ({' UNION ALL '.join(parts)}) WHERE id IS NOT NULL"
    )
    found: list[str] = []
    while batch := every.fetchmany(BATCH):
        found += forgotten.among(row[0] for row in batch)
    return sorted(found)


def _blank(connection: DuckDBPyConnection, plan: Plan) -> None:
    table = cast_table(plan)
    told = [row[0] for row in rows(connection, f"DESCRIBE {table}")]
    values = dict.fromkeys(told, "NULL") | {
        "reason": sql.literal(FORGOTTEN),
        "reason_column": sql.literal("customer_id"),
    }
    changed = ", ".join(
        f"{sql.name(name)} = {value}"
        for name, value in values.items()
        if name != "line"
    )
    connection.execute(
        f"UPDATE {table} SET {changed} "
        "WHERE customer_id IN (SELECT id FROM forgotten_ids)"
    )
    connection.execute(
        f"UPDATE {table} SET reason_value = NULL WHERE reason_column = 'customer_id'"
    )
    connection.execute(f"UPDATE {rejected(plan)} SET value = NULL")
