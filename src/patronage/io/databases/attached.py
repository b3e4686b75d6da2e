"""Tables of DuckDB files, read where they stand."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from patronage.errors import InputError
from patronage.ingest.declared.file import File
from patronage.ingest.sql import columns, literal
from patronage.ingest.sql import name as quoted
from patronage.io.databases.texts import absent
from patronage.io.raw.headers import named
from patronage.io.raw.relations import list_files, reject


@dataclass(frozen=True)
class _Found:
    schema: str
    table: str
    numbered: bool

    @property
    def shown(self) -> str:
        return self.table if self.schema == "main" else f"{self.schema}.{self.table}"


def register(
    connection: duckdb.DuckDBPyConnection, name: str, path: Path, file: File
) -> None:
    """Give a table or view of a DuckDB file the relations of a declared file.

    Column types stay. The number of a table's row is its place in the file, that of a
    view's row its order. The file is opened for reading only, and stays readable when
    access to other files is shut.

    Raises
    ------
    InputError
        If the file is no DuckDB database, or has no such table.
    """
    alias = f"{name}_attached"
    _attach(connection, alias, path)
    tables = {found.shown: found for found in _tables(connection, alias)}
    if file.table not in tables:
        raise absent("table", file.table, str(path), sorted(tables))
    found = tables[file.table]
    place = ".".join(map(quoted, (alias, found.schema, found.table)))
    number = "rowid + 1" if found.numbered else "row_number() OVER ()"
    connection.execute(
        f"CREATE TEMP VIEW {quoted(name)} AS "
        f"SELECT {_columns(connection, name, place, file)}, "
        f"CAST({number} AS BIGINT) AS {quoted(f'{name}_line')} FROM {place}"
    )
    list_files(connection, name, [name])
    reject(connection, name, [])


def _attach(connection: duckdb.DuckDBPyConnection, alias: str, path: Path) -> None:
    try:
        connection.execute(
            f"ATTACH {literal(str(path))} AS {quoted(alias)} (READ_ONLY)"
        )
    except duckdb.Error as error:
        reason = " ".join(str(error).split())
        raise InputError(f"'{path}' cannot be read: {reason}") from error


def _tables(connection: duckdb.DuckDBPyConnection, alias: str) -> list[_Found]:
    # A column called rowid hides the place of a row.
    tables = connection.execute(
        "SELECT schema_name, table_name, NOT EXISTS (FROM duckdb_columns() AS c "
        "WHERE c.table_oid = t.table_oid AND c.database_name = t.database_name "
        "AND lower(c.column_name) = 'rowid') "
        "FROM duckdb_tables() AS t WHERE database_name = $alias "
        "UNION ALL SELECT schema_name, view_name, false FROM duckdb_views() "
        "WHERE database_name = $alias AND NOT internal",
        {"alias": alias},
    )
    return [_Found(*row) for row in tables.fetchall()]


def _columns(
    connection: duckdb.DuckDBPyConnection, name: str, place: str, file: File
) -> str:
    empty = connection.execute(f"FROM {place} LIMIT 0")
    raw = [column[0] for column in empty.description]
    names = named(f"file '{name}'", raw, file)
    return columns({n: quoted(r) for n, r in zip(names, raw, strict=True)})
