"""What each department reports of customers: who says what, and since when."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.fields import Attribute, Customers
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.registry.stamps import MAKER, TIME, stamps
from patronage.ingest.staging import staged
from patronage.tables import CUSTOMERS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNREADABLE = "unreadable_times"


def gather(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> None:
    """Make `reports_<department>`: the accepted rows, with their maker and time.

    A row that says who wrote it, or when, counts once, however often it is repeated.
    `unreadable_times` counts, by department, the times that are none.

    Raises
    ------
    ConfigError
        If times are text of no declared format.
    InputError
        If the column of a maker or a time is not there.
    """
    connection.execute(f"CREATE TEMP TABLE {UNREADABLE} (department TEXT, n BIGINT)")
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


def claims(
    source: Source, fields: Iterable[str], cells: str, *, silent: bool = False
) -> str:
    """Return SQL for all that is claimed of `cells` (customer_id, field), a row each.

    Columns: customer_id, field, value (text), rank (the order of values), maker,
    reported, department, allowed (by the field's writers), owned (by its owner).
    With `silent` there are also the reports that leave the field open.
    """
    said = " UNION ALL ".join(
        _claims(source, field, department, cells)
        for field in fields
        for department in departments(source, field)
    )
    return said if silent else f"SELECT * FROM ({said}) WHERE value IS NOT NULL"


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
    stamped = f"({accepted}) LEFT JOIN ({stamps(connection, department, table)}) "
    connection.execute(
        f"CREATE TEMP TABLE {reports(department)} AS SELECT DISTINCT {columns}, "
        f"{MAKER}, {TIME} FROM {stamped} USING (line)"
    )
    connection.execute(
        f"INSERT INTO {UNREADABLE} SELECT {sql.literal(department)}, count(*) "
        f"FROM {stamped} USING (line) WHERE {TIME} IS NULL AND written IS NOT NULL "
        "HAVING count(*) > 0"
    )


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
        "WHERE customer_id IN (SELECT customer_id FROM "
        f"{cells} WHERE field = {sql.literal(field)})"
    )
