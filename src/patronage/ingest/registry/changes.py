"""Changes of checked fields: one person makes them, another confirms them."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.registry.confirmed import confirmed
from patronage.ingest.registry.reports import claims, departments, rank
from patronage.ingest.registry.unusual import unusual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PREVIOUS = "previous_customers"
BOTH = f"resolved_customers AS new JOIN {PREVIOUS} AS old USING (customer_id)"
DIFFERING, CHANGES = sql.name("differing cells"), sql.name("changed cells")
COLUMNS = ("customer_id", "field", "old_value", "new_value", "maker", "unusual")
WHO = "coalesce(maker, department)"
MARK = (
    "UPDATE conflicts SET rule = rule || ', waits for a check' "
    "WHERE (customer_id, field) IN (SELECT (customer_id, field) FROM pending_changes)"
)


def hold(connection: DuckDBPyConnection, source: Source) -> None:
    """Keep the old value of checked fields until a second person has confirmed.

    Compares `resolved_customers` with the relation `previous_customers`, where there
    is one, and makes `pending_changes`. A customer that is new has nothing to keep.
    Nobody confirms a change that they made, even where others made it too.
    """
    fields = [n for n in _common(connection, source) if source.fields[n].checked]
    if not fields:
        none = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in COLUMNS)
        _make(connection, "pending_changes", f"SELECT {none} WHERE false")
        return
    _make(connection, DIFFERING, _differing(source, fields))
    _make(connection, CHANGES, _with_makers(source, fields))
    _make(connection, "pending_changes", _pending(connection, source, fields))
    for name in fields:
        connection.execute(_keep_old(source, name))
    connection.execute(MARK)
    connection.execute(f"DROP TABLE {DIFFERING}")
    connection.execute(f"DROP TABLE {CHANGES}")


def changed(connection: DuckDBPyConnection, source: Source) -> dict[str, int]:
    """Count, by field, the customers whose value is not that of the last ingest."""
    fields = _common(connection, source)
    none = dict.fromkeys(source.fields, 0)
    if not fields:
        return none
    counts = (
        f"count(*) FILTER ({_new(name)} IS DISTINCT FROM {_old(source, name)})"
        for name in fields
    )
    query = f"SELECT {', '.join(counts)} FROM {BOTH}"
    found = connection.execute(query).fetchall()[0]
    return none | dict(zip(fields, found, strict=True))


def _make(connection: DuckDBPyConnection, table: str, query: str) -> None:
    connection.execute(f"CREATE TEMP TABLE {table} AS {query}")


def _common(connection: DuckDBPyConnection, source: Source) -> list[str]:
    known = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = ?",
        [PREVIOUS],
    ).fetchall()
    return [name for name in source.fields if (name,) in known]


def _new(name: str) -> str:
    return f"new.{sql.name(name)}"


def _old(source: Source, name: str) -> str:
    kind = "DOUBLE" if source.fields[name].kind == "numeric" else "VARCHAR"
    return f"TRY_CAST(old.{sql.name(name)} AS {kind})"


def _differing(source: Source, fields: list[str]) -> str:
    return " UNION ALL ".join(
        f"SELECT customer_id, {sql.literal(name)} AS field, "
        f"CAST({_old(source, name)} AS VARCHAR) AS old_value, "
        f"CAST({_new(name)} AS VARCHAR) AS new_value, "
        f"{rank(source.fields[name], _old(source, name))} AS old_rank, "
        f"{rank(source.fields[name], _new(name))} AS new_rank FROM {BOTH} "
        f"WHERE {_new(name)} IS DISTINCT FROM {_old(source, name)}"
        for name in fields
    )


def _with_makers(source: Source, fields: list[str]) -> str:
    """Return SQL for changes with all who say the new value, else who say any."""
    who = f"list(DISTINCT {WHO} ORDER BY {WHO})"
    silent = sql.case(
        (f"field = {sql.literal(n)}", f"[{sql.listed(departments(source, n))}]")
        for n in fields
    )
    return (
        f"SELECT * EXCLUDE (said_by), coalesce(said_by, {silent}) AS makers "
        f"FROM {DIFFERING} LEFT JOIN (SELECT customer_id, field, "
        f"coalesce({who} FILTER (value = new_value), {who}) AS said_by, "
        "bool_or(maker IS NOT NULL) AS named "
        f"FROM ({claims(source, fields, DIFFERING)}) JOIN {DIFFERING} "
        "USING (customer_id, field) WHERE allowed GROUP BY customer_id, field) "
        "USING (customer_id, field)"
    )


def _pending(connection: DuckDBPyConnection, source: Source, fields: list[str]) -> str:
    spreads = {
        name: f"(SELECT mad({_old(source, name)}) FROM {PREVIOUS} AS old)"
        for name in fields
        if source.fields[name].kind == "numeric"
    }
    waiting = f"({', '.join(COLUMNS[:2])})"
    return (
        "SELECT customer_id, field, old_value, new_value, "
        "array_to_string(makers, ' | ') AS maker, unusual "
        f"FROM (SELECT *, {unusual(source, spreads)} AS unusual FROM {CHANGES}) "
        f"WHERE {waiting} NOT IN ({confirmed(connection, source, CHANGES)})"
    )


def _keep_old(source: Source, name: str) -> str:
    field = sql.name(name)
    return (
        f"UPDATE resolved_customers SET {field} = {_old(source, name)} "
        f"FROM {PREVIOUS} AS old "
        "WHERE old.customer_id = resolved_customers.customer_id "
        "AND old.customer_id IN (SELECT customer_id FROM pending_changes "
        f"WHERE field = {sql.literal(name)})"
    )
