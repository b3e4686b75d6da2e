"""The relations that every declared file gets, whatever its format."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from patronage.ingest import sql

Rejected = tuple[int, str, str]


def create(connection: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    """Make a table of Arrow rows."""
    arriving = f"{name}_arriving"
    connection.register(arriving, rows)
    connection.execute(
        f"CREATE TEMP TABLE {sql.name(name)} AS SELECT * FROM {sql.name(arriving)}"
    )
    connection.unregister(arriving)


def create_fields(
    connection: duckdb.DuckDBPyConnection, name: str, rows: pa.RecordBatchReader
) -> None:
    """Make the table `<name>_fields` of Arrow rows, its columns c0, c1 and so on."""
    arriving, numbered = f"{name}_arriving", ", ".join(cells(len(rows.schema)))
    connection.register(arriving, rows)
    connection.execute(
        f"CREATE TEMP TABLE {sql.name(f'{name}_fields')} AS "
        f"SELECT * FROM {sql.name(arriving)} AS arriving({numbered})"
    )
    connection.unregister(arriving)


def show(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[str],
    line: str,
    source: str = "",
) -> None:
    """Make the view `name` of the fields, with the line of each row.

    `line` is SQL over `source`, which is the table of fields by default.
    """
    named = dict(zip(columns, cells(len(columns)), strict=True))
    connection.execute(
        f"CREATE TEMP VIEW {sql.name(name)} AS SELECT {sql.columns(named)}, "
        f"CAST({line} AS BIGINT) AS {sql.name(f'{name}_line')} "
        f"FROM {source or sql.name(f'{name}_fields')}"
    )


def cells(count: int) -> list[str]:
    """Return what the columns are called until they get the names of the header."""
    return [f"c{index}" for index in range(count)]


def reject(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Rejected]
) -> None:
    """Make the table of the lines that are no rows: line, reason, value."""
    lines, reasons, values = zip(*sorted(rows), strict=True) if rows else ((), (), ())
    columns = {
        "line": pa.array(lines, pa.int64()),
        "reason": pa.array(reasons, pa.string()),
        "value": pa.array(values, pa.string()),
    }
    create(connection, f"{name}_rejected", pa.table(columns))


def list_files(
    connection: duckdb.DuckDBPyConnection, name: str, shown: Sequence[str]
) -> None:
    """Make the table of the files whose rows the relation has, in their order."""
    files = {
        "file": pa.array(range(len(shown)), pa.int32()),
        "name": pa.array(shown, pa.string()),
    }
    create(connection, f"{name}_files", pa.table(files))
