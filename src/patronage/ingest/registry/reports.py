"""What each department reports of customers: who says what, and since when."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.fields import Attribute, Customers
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.staging import staged
from patronage.tables import CUSTOMERS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAKER, TIME = sql.name("report maker"), sql.name("report time")


def gather(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> None:
    """Make `reports_<department>`: the accepted rows, with their maker and time.

    A row that says who wrote it, or when, counts once, however often it is repeated.
    """
    departments = [plan for plan in plans if plan.schema is CUSTOMERS]
    for department, plan in zip(source.customers, departments, strict=True):
        table = source.customers[department]
        # Added zero turns -0.0 into 0.0: equal numbers are to be equal text.
        fields = {
            name: f"{sql.name(name)} + 0.0"
            if source.fields[name].kind == "numeric"
            else sql.name(name)
            for name in table.columns
        }
        _keep(connection, department, table, _accepted(plan, fields))


def reports(department: str) -> str:
    """Name the relation of a department's reports."""
    return sql.name(f"reports_{department}")


def departments(source: Source, field: str) -> list[str]:
    """Return the departments that fill a field."""
    return [name for name, table in source.customers.items() if field in table.columns]


def may_write(source: Source, field: str, department: str) -> bool:
    """Say whether a department's word on a field counts."""
    writers = source.fields[field].writers
    return not writers or department in writers


def claims(source: Source, fields: Iterable[str], cells: str) -> str:
    """Return SQL for all that is claimed of `cells` (customer_id, field), a row each.

    Columns: customer_id, field, value (text), rank (the order of values), maker,
    reported, department, allowed (by the field's writers), owned (by its owner).
    """
    parts = (
        _claims(source, field, department, cells)
        for field in fields
        for department in departments(source, field)
    )
    return " UNION ALL ".join(parts)


def rank(field: Attribute, value: str) -> str:
    """Return SQL for the place of a value among those of its field, as a number."""
    if field.kind == "numeric":
        return value
    if field.kind == "ordinal":
        return f"CAST(list_position([{sql.listed(field.levels)}], {value}) AS DOUBLE)"
    return "CAST(0 AS DOUBLE)"


def _accepted(plan: Plan, fields: dict[str, str]) -> str:
    return (
        f"SELECT line, customer_id, {sql.columns(fields)} FROM {staged(plan)} "
        "WHERE reason IS NULL"
    )


def _keep(
    connection: DuckDBPyConnection, department: str, table: Customers, accepted: str
) -> None:
    columns = ", ".join(["customer_id", sql.names(table.columns)])
    if not (table.maker or table.updated_at):
        connection.execute(
            f"CREATE TEMP VIEW {reports(department)} AS SELECT {columns}, "
            f"CAST(NULL AS VARCHAR) AS {MAKER}, CAST(NULL AS TIMESTAMP) AS {TIME} "
            f"FROM ({accepted})"
        )
        return
    stamps = _stamps(connection, table)
    connection.execute(
        f"CREATE TEMP TABLE {reports(department)} AS SELECT DISTINCT {columns}, "
        f"{MAKER}, {TIME} FROM ({accepted}) LEFT JOIN ({stamps}) USING (line)"
    )


def _stamps(connection: DuckDBPyConnection, table: Customers) -> str:
    """Who wrote each row, and when; a time that cannot be read is the oldest."""
    relation = table.relation or table.file
    kinds = kinds_of(connection, relation)
    maker = f"nullif({trimmed(table.maker or 'NULL', kinds)}, '')"
    at = trimmed(table.updated_at or "NULL", kinds)
    # A format is for text; typed times and days are written as ISO by the cast.
    if table.time_format and kinds.get(table.updated_at, "VARCHAR") == "VARCHAR":
        at = f"try_strptime({at}, {sql.literal(table.time_format)})"
    return (
        f"SELECT {sql.name(f'{table.file}_line')} AS line, {maker} AS {MAKER}, "
        f"TRY_CAST({at} AS TIMESTAMP) AS {TIME} FROM {relation}"
    )


def kinds_of(connection: DuckDBPyConnection, relation: str) -> dict[str, str]:
    """Return the type of each column of a relation, by name."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    return {row[0]: row[1] for row in described}


def trimmed(expression: str, columns: Iterable[str]) -> str:
    """Return SQL for a text without spaces around it; a column's name stands for it."""
    written = sql.name(expression) if expression in columns else expression
    return f"trim(CAST({written} AS VARCHAR))"


def _claims(source: Source, field: str, department: str, cells: str) -> str:
    attribute, value = source.fields[field], sql.name(field)
    allowed = str(may_write(source, field, department)).lower()
    owned = str(attribute.owner == department).lower()
    return (
        f"SELECT customer_id, {sql.literal(field)} AS field, "
        f"CAST({value} AS VARCHAR) AS value, {rank(attribute, value)} AS rank, "
        f"{MAKER} AS maker, {TIME} AS reported, "
        f"{sql.literal(department)} AS department, {allowed} AS allowed, "
        f"{owned} AS owned FROM {reports(department)} "
        f"WHERE {value} IS NOT NULL AND customer_id IN (SELECT customer_id "
        f"FROM {cells} WHERE field = {sql.literal(field)})"
    )
