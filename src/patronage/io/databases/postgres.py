"""Tables of a PostgreSQL server, streamed and exact."""
# ruff: noqa: S608 - every name is quoted

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage.errors import InputError
from patronage.ingest.declared.file import File
from patronage.ingest.sql import name as quoted
from patronage.io.databases.address import check_address, patient, redacted, shown
from patronage.io.databases.texts import absent

if TYPE_CHECKING:
    from adbc_driver_manager.dbapi import Cursor

# The same rows in the same order each time, unless the table itself changes.
SESSION = (
    "default_transaction_read_only = on",
    "client_encoding = 'UTF8'",
    "timezone = 'UTC'",
    "datestyle = 'ISO'",
    "extra_float_digits = 1",
    "synchronize_seqscans = off",
    "max_parallel_workers_per_gather = 0",
)
KEPT = {"smallint", "integer", "bigint", "boolean", "text", "character varying"}
TIMES = {"date", "timestamp without time zone", "timestamp with time zone"}
# Infinite times have no place in Arrow: they would come out as other dates.
CLAMPED = (
    "CASE WHEN {0} > '9999-12-31' THEN '9999-12-31' "
    "WHEN {0} < '0001-01-01' THEN '0001-01-01' ELSE {0} END"
)
COLUMNS = """
SELECT a.attname::text, a.atttypid::regtype::text,
       array_position(i.indkey::int2[], a.attnum)
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
LEFT JOIN pg_index AS i ON i.indrelid = a.attrelid AND i.indisprimary
WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY a.attnum
"""
TABLES = """
SELECT n.nspname || '.' || c.relname
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
ORDER BY 1 LIMIT 20
"""
Column = tuple[str, str, int | None]


def rows(file: File) -> pa.RecordBatchReader:
    """Stream a table or view, in the order of its primary key where it has one.

    Whole numbers, truths, dates and instants keep their types; every other value
    comes as the text that PostgreSQL writes for it, so that decimals are exact.
    Times before the year 1 or after 9999, also infinite ones, come as the first or
    last day of that span.

    Raises
    ------
    ConfigError
        If the address is none.
    InputError
        If the server cannot be reached, refuses, or has no such table.
    """
    check_address(file.path)
    with _reachable(file.path), ExitStack() as opened:
        cursor = opened.enter_context(_cursor(file.path))
        columns = _columns(cursor, file)
        cursor.execute(_query(columns, file.table))
        reader = cursor.fetch_record_batch()
        batches = _batches(reader, opened.pop_all(), file.path)
    return pa.RecordBatchReader.from_batches(reader.schema, batches)


@contextmanager
def _cursor(address: str) -> Iterator[Cursor]:
    from adbc_driver_postgresql import dbapi

    with (
        dbapi.connect(patient(address), autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        for setting in SESSION:
            cursor.execute(f"SET {setting}")
        yield cursor


def _columns(cursor: Cursor, file: File) -> list[Column]:
    table = ".".join(map(quoted, file.table.split(".")))
    cursor.execute(COLUMNS, (table,))
    columns = cursor.fetchall()
    if not columns:
        cursor.execute(TABLES)
        found = [name for (name,) in cursor.fetchall()]
        raise absent("table", file.table, shown(file.path), found)
    return columns


def _query(columns: Sequence[Column], table: str) -> str:
    selected = ", ".join(f"{_exact(n, kind)} AS {quoted(n)}" for n, kind, _ in columns)
    key = sorted((place, n) for n, _, place in columns if place is not None)
    ordered = ", ".join(f"t.{quoted(n)}" for _, n in key)
    order = f" ORDER BY {ordered}" if key else ""
    source = ".".join(map(quoted, table.split(".")))
    return f"SELECT {selected} FROM {source} AS t{order}"


def _exact(column: str, kind: str) -> str:
    named = f"t.{quoted(column)}"
    if kind in TIMES:
        return CLAMPED.format(named)
    return named if kind in KEPT else f"{named}::text"


def _batches(
    reader: pa.RecordBatchReader, opened: ExitStack, address: str
) -> Iterator[pa.RecordBatch]:
    with _reachable(address), opened:
        yield from reader


@contextmanager
def _reachable(address: str) -> Iterator[None]:
    import adbc_driver_manager

    try:
        yield
    except (adbc_driver_manager.Error, pa.ArrowException, OSError) as error:
        reason = " ".join(redacted(str(error), address).split())
        raise InputError(f"'{shown(address)}' cannot be read: {reason}") from None
