"""Tables of SQLite files, every value as exact text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pyarrow as pa

from patronage.errors import InputError
from patronage.ingest.declared.file import File
from patronage.ingest.sql import name as quoted
from patronage.io.databases.texts import (
    BATCH_ROWS,
    Writers,
    absent,
    text_batch,
    text_schema,
)

WRITERS: Writers = {str: str, int: str, float: repr, type(None): lambda _: None}
TABLES = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
    "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
)
WITH_ROWID = (
    "SELECT count(*) FROM pragma_table_list "
    "WHERE schema = 'main' AND name = ? AND type = 'table' AND wr = 0"
)


def rows(path: Path, file: File) -> pa.RecordBatchReader:
    """Stream a table or view: whole numbers in full, floats as their shortest text.

    Tables come in the order of their rowid. The file is opened for reading only.

    Raises
    ------
    InputError
        If the file is no SQLite database, has no such table, or holds what is
        neither text nor a number.
    """
    with _readable(path):
        connection = _open(path)
        found = [name for (name,) in connection.execute(TABLES)]
        if file.table not in found:
            raise absent("table", file.table, str(path), found)
        table = quoted(file.table)
        empty = connection.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608
        names = [column[0] for column in empty.description]
        order = _order(connection, file.table, names)
    schema = text_schema(names)
    query = f"SELECT * FROM {table}{order}"  # noqa: S608
    batches = _batches(path, connection, query, schema)
    return pa.RecordBatchReader.from_batches(schema, batches)


def _open(path: Path) -> sqlite3.Connection:
    # DuckDB pulls the batches from threads of its own, one at a time.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )


def _order(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> str:
    taken = {name.lower() for name in names}
    free = [name for name in ("rowid", "_rowid_", "oid") if name not in taken]
    ((has_rowid,),) = connection.execute(WITH_ROWID, (table,))
    return f" ORDER BY {free[0]}" if has_rowid and free else ""


def _batches(
    path: Path, connection: sqlite3.Connection, query: str, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    with _readable(path), closing(connection):
        cursor = connection.execute(query)
        while block := cursor.fetchmany(BATCH_ROWS):
            yield text_batch(schema, block, WRITERS)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        # SQLite's sentence about bad text quotes the text itself.
        reason = str(error).partition(" with text")[0]
        raise InputError(f"'{path}' cannot be read: {reason}.") from error
