"""Changes of checked fields: one person makes them, another confirms them."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.registry import accepted
from patronage.ingest.registry.accepted import OLD
from patronage.ingest.registry.confirmed import confirmed
from patronage.ingest.registry.makers import with_makers
from patronage.ingest.registry.people import known
from patronage.ingest.registry.reports import rank
from patronage.ingest.registry.unusual import unusual
from patronage.tables import PENDING_CHANGES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BOTH = f"resolved_customers AS new JOIN {accepted.CUSTOMERS} AS old USING (customer_id)"
DIFFERING, CHANGES = sql.name("differing cells"), sql.name("changed cells")
KINDS = {"string": "VARCHAR", "int64": "BIGINT"}
NONE = sql.columns(
    {f.name: f"CAST(NULL AS {KINDS[f.type]})" for f in PENDING_CHANGES.fields}
)
MARK = (
    "UPDATE conflicts SET rule = rule || ', waits for a check' "
    "WHERE (customer_id, field) IN (SELECT (customer_id, field) FROM pending_changes)"
)


def hold(connection: DuckDBPyConnection, source: Source) -> None:
    """Keep the old value of checked fields until a second person has confirmed.

    Compares `resolved_customers` with what was accepted before: the relations
    `previous_checked` and `previous_customers`, where there are any. Makes
    `pending_changes`, and `checked_values` for the next ingest. A customer that was
    never seen has nothing to keep. Nobody confirms a change that they made, even where
    others made it too, and nobody one whose maker is not named.
    """
    fields = [name for name, field in source.fields.items() if field.checked]
    if not fields:
        _make(connection, "pending_changes", f"SELECT {NONE} LIMIT 0")
        return
    accepted.recall(connection, source, fields)
    with known(connection):
        _make(connection, DIFFERING, _differing(source, fields))
        _make(connection, CHANGES, with_makers(source, fields, DIFFERING))
        _make(connection, "pending_changes", _pending(connection, source, fields))
    for name in fields:
        connection.execute(_keep_old(source, name))
    connection.execute(MARK)
    accepted.remember(connection, source, fields, DIFFERING)
    connection.execute(f"DROP TABLE {DIFFERING}; DROP TABLE {CHANGES}")


def changed(connection: DuckDBPyConnection, source: Source) -> dict[str, int]:
    """Count, by field, the customers whose value is not that of the last ingest."""
    before = accepted.columns(connection)
    fields = [name for name in source.fields if name in before]
    none = dict.fromkeys(source.fields, 0)
    if not fields:
        return none
    counts = (
        f"count(*) FILTER ({_new(name)} IS DISTINCT FROM "
        f"{_typed(source, name, f'old.{sql.name(name)}')})"
        for name in fields
    )
    query = f"SELECT {', '.join(counts)} FROM {BOTH}"
    found = connection.execute(query).fetchall()[0]
    return none | dict(zip(fields, found, strict=True))


def _make(connection: DuckDBPyConnection, table: str, query: str) -> None:
    connection.execute(f"CREATE TEMP TABLE {table} AS {query}")


def _new(name: str) -> str:
    return f"new.{sql.name(name)}"


def _typed(source: Source, name: str, value: str) -> str:
    kind = "DOUBLE" if source.fields[name].kind == "numeric" else "VARCHAR"
    return f"TRY_CAST({value} AS {kind})"


def _differing(source: Source, fields: Sequence[str]) -> str:
    old = {name: _typed(source, name, "old.value") for name in fields}
    return " UNION ALL ".join(
        f"SELECT customer_id, {sql.literal(name)} AS field, "
        f"CAST({old[name]} AS VARCHAR) AS old_value, "
        f"CAST({_new(name)} AS VARCHAR) AS new_value, "
        f"{rank(source.fields[name], old[name])} AS old_rank, "
        f"{rank(source.fields[name], _new(name))} AS new_rank, old.differ AS merged, "
        "old.changes + 1 AS change "
        f"FROM resolved_customers AS new JOIN {OLD} AS old USING (customer_id) "
        f"WHERE old.field = {sql.literal(name)} "
        f"AND (old.differ OR {_new(name)} IS DISTINCT FROM {old[name]})"
        for name in fields
    )


def _pending(
    connection: DuckDBPyConnection, source: Source, fields: Sequence[str]
) -> str:
    spreads = {
        name: f"(SELECT mad({_typed(source, name, 'value')}) FROM {OLD} "
        f"WHERE field = {sql.literal(name)})"
        for name in fields
        if source.fields[name].kind == "numeric"
    }
    return (
        "SELECT customer_id, field, change, old_value, new_value, "
        "array_to_string(makers, ' | ') AS maker, unusual "
        f"FROM (SELECT *, {unusual(source, spreads)} AS unusual FROM {CHANGES}) "
        "WHERE (customer_id, field) NOT IN "
        f"({confirmed(connection, source, CHANGES)})"
    )


def _keep_old(source: Source, name: str) -> str:
    field = sql.name(name)
    return (
        f"UPDATE resolved_customers SET {field} = {_typed(source, name, 'old_value')} "
        "FROM pending_changes AS old "
        "WHERE old.customer_id = resolved_customers.customer_id "
        f"AND old.field = {sql.literal(name)}"
    )
