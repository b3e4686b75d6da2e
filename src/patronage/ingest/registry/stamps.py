"""Who wrote each report of a department, and when."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from patronage.errors import ConfigError
from patronage.ingest import sql
from patronage.ingest.casting import expressions, formats
from patronage.ingest.declared.fields import Customers
from patronage.ingest.staging import rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAKER, TIME = sql.name("report maker"), sql.name("report time")


def stamps(connection: DuckDBPyConnection, department: str, table: Customers) -> str:
    """Return SQL for who wrote each row of a department's file, and when.

    Columns: line, maker, `written` (the time as text) and time, which is NULL where
    it cannot be read.

    Raises
    ------
    ConfigError
        If times are text of no declared format.
    InputError
        If the column of a maker or a time is not there.
    """
    relation = table.relation or table.file
    given = {"maker": table.maker or "NULL", "time": table.updated_at or "NULL"}
    known = {name: sql.name(name) for name in kinds_of(connection, f"FROM {relation}")}
    given = expressions.resolved(department, given, known)
    maker, written = (_cleaned(given[name], table.nulls) for name in given)
    kinds = kinds_of(connection, f"SELECT {given['time']} AS time FROM {relation}")
    at = _readable(department, table, kinds)
    return (
        f"SELECT line, {MAKER}, written, TRY_CAST({at} AS TIMESTAMP) AS {TIME} "
        f"FROM (SELECT {sql.name(f'{table.file}_line')} AS line, {maker} AS {MAKER}, "
        f"{written} AS written FROM {relation})"
    )


def _readable(department: str, table: Customers, kinds: Mapping[str, str]) -> str:
    """A format is for text; typed times and days are written as ISO by the cast."""
    if not table.updated_at or kinds["time"] != "VARCHAR":
        return "written"
    if table.time_format is None:
        raise ConfigError(
            f"{department}: 'updated_at' is text: its time_format must be declared."
        )
    formats.check(f"{department}: updated_at", table.time_format)
    return f"try_strptime(written, {sql.literal(table.time_format)})"


def _cleaned(expression: str, nulls: Iterable[str]) -> str:
    text = trimmed(expression)
    return f"CASE WHEN {text} NOT IN ({sql.listed(['', *nulls])}) THEN {text} END"


def kinds_of(connection: DuckDBPyConnection, query: str) -> dict[str, str]:
    """Return the type of each column of a query, by name."""
    return {row[0]: row[1] for row in rows(connection, f"DESCRIBE {query}")}


def trimmed(expression: str) -> str:
    """Return SQL for a text without spaces around it."""
    return f"trim(CAST({expression} AS VARCHAR))"
