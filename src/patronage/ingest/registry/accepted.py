"""The values of checked fields that were accepted, also of customers now absent."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.staging import exists, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CUSTOMERS, CHECKED = "previous_customers", "previous_checked"
LAST, OLD = sql.name("last values"), sql.name("old values")
NOTHING = "CAST(NULL AS VARCHAR)"


def columns(connection: DuckDBPyConnection) -> set[str]:
    """Return the columns of the customers of the last ingest, if there was one."""
    query = (
        "SELECT column_name FROM duckdb_columns() "
        f"WHERE table_name = {sql.literal(CUSTOMERS)}"
    )
    return {row[0] for row in rows(connection, query)}


def recall(
    connection: DuckDBPyConnection, source: Source, fields: Sequence[str]
) -> None:
    """Make `OLD`: customer_id, field, and the value that was accepted before.

    The customers are those of today. Where several of the last ingest are one today,
    the value is that of the smallest id; `differ` says whether they had several.
    `changes` counts the changes so far.
    """
    connection.execute(f"CREATE TEMP TABLE {LAST} AS {_last(connection, fields)}")
    known = f"SELECT id AS customer_id, * FROM {LAST}"
    if source.identity is not None:
        known = (
            "SELECT coalesce(identities.customer_id, given.id) AS customer_id, given.* "
            f"FROM {LAST} AS given LEFT JOIN identities ON identities.id = given.id"
        )
    connection.execute(
        f"CREATE TEMP TABLE {OLD} AS SELECT customer_id, field, "
        "first(value ORDER BY id) AS value, "
        "max(changes) AS changes, "
        "count(DISTINCT value) + max(CAST(value IS NULL AS INTEGER)) > 1 AS differ "
        f"FROM ({known}) GROUP BY customer_id, field"
    )


def remember(
    connection: DuckDBPyConnection, source: Source, fields: Sequence[str], cells: str
) -> None:
    """Make `checked_values`, and drop what `recall` has made.

    Its columns are id, field, value and changes: of the changed `cells` that do not
    wait, one more. What is accepted of a customer is kept for each of its ids, so that
    ids which part again have a value to change from. Ids whose change waits keep their
    own.
    """
    connection.execute(
        f"CREATE TEMP TABLE checked_values AS WITH now AS "
        f"({_now(source, fields, cells)}) "
        "SELECT * FROM now UNION ALL "
        f"SELECT * FROM {LAST} ANTI JOIN now USING (id, field)"
    )
    connection.execute(f"DROP TABLE {OLD}; DROP TABLE {LAST}")


def _last(connection: DuckDBPyConnection, fields: Sequence[str]) -> str:
    checked = (
        f"SELECT {NOTHING} AS id, {NOTHING} AS field, {NOTHING} AS value, "
        "CAST(0 AS BIGINT) AS changes LIMIT 0"
    )
    if exists(connection, CHECKED):
        checked = (
            f"SELECT id, field, value, changes FROM {CHECKED} "
            f"WHERE field IN ({sql.listed(fields)})"
        )
    known = columns(connection)
    parts = [
        f"SELECT customer_id AS id, {sql.literal(name)} AS field, "
        f"CAST({sql.name(name)} AS VARCHAR) AS value, 0 AS changes FROM {CUSTOMERS}"
        for name in fields
        if name in known
    ]
    if not parts:
        return checked
    return (
        f"WITH checked AS ({checked}) SELECT * FROM checked UNION ALL "
        f"SELECT * FROM ({' UNION ALL '.join(parts)}) "
        "ANTI JOIN checked USING (id, field)"
    )


def _now(source: Source, fields: Sequence[str], cells: str) -> str:
    """Return SQL for each present customer's ids, and the values accepted of them."""
    ids = "SELECT customer_id AS id, customer_id FROM resolved_customers"
    if source.identity is not None:
        ids += " UNION SELECT id, customer_id FROM identities"
    accepted = " UNION ALL ".join(
        f"SELECT customer_id, {sql.literal(name)} AS field, "
        f"CAST({sql.name(name)} AS VARCHAR) AS accepted FROM resolved_customers"
        for name in fields
    )
    return (
        "SELECT id, field, CASE WHEN held AND had THEN value ELSE accepted END AS value"
        ", CAST(coalesce(CASE WHEN held THEN own ELSE coalesce(change, known) END, 0) "
        f"AS BIGINT) AS changes FROM ({ids}) JOIN ({accepted}) USING (customer_id) "
        "LEFT JOIN (SELECT customer_id, field, true AS held FROM pending_changes) "
        "USING (customer_id, field) "
        "LEFT JOIN (SELECT id, field, value, changes AS own, true AS had "
        f"FROM {LAST}) USING (id, field) "
        f"LEFT JOIN (SELECT customer_id, field, changes AS known FROM {OLD}) "
        "USING (customer_id, field) "
        f"LEFT JOIN (SELECT customer_id, field, change FROM {cells}) "
        "USING (customer_id, field)"
    )
