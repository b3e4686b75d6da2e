"""Text files as one relation in DuckDB, with the rows that cannot be split."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.ingest.declared.file import File
from patronage.io.raw.numbering import FILE_BITS, Numbering, starts
from patronage.io.raw.relations import Rejected, cells, create, reject, show
from patronage.io.text.prepare import Text
from patronage.io.text.quotes import IntArray

UNIT_SEPARATOR = "\x1f"
FIELD_COUNT, STRAY_QUOTE = "field_count", "stray_quote"
REJECTS = (
    "SELECT file_path, line, "
    f"min(IF(error_type = 'UNQUOTED VALUE', '{STRAY_QUOTE}', '{FIELD_COUNT}')), "
    "min(regexp_replace(left(csv_line, 64), '[[:cntrl:]]', '\ufffd', 'g')) "
    "FROM reject_errors JOIN reject_scans USING (scan_id, file_id) "
    "GROUP BY ALL ORDER BY ALL"
)


def load(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    file: File,
    texts: Sequence[Text],
) -> None:
    """Read texts with the same columns into the relation of a declared file.

    Raises
    ------
    InputError
        If DuckDB finds more or fewer rows than the look through the texts.
    """
    fields, numbering = sql.name(f"{name}_fields"), Numbering.of(texts)
    empty = ", ".join(f"{cell} VARCHAR" for cell in cells(len(texts[0].columns)))
    connection.execute(f"CREATE TEMP TABLE {fields} ({empty})")
    rejects = list(_inserted(connection, fields, file, texts))
    wanted = sum(text.rows for text in texts) - len(rejects)
    _check_rows(connection, name, wanted)
    rows = _rows(texts, rejects)
    lines = numbering.lines(rows).tolist()
    unsplit = [(n, *r[2:]) for n, r in zip(lines, rejects, strict=True)]
    _number(connection, name, texts[0].columns, numbering.without(rows))
    reject(connection, name, [*_rejected(texts), *unsplit])


def _inserted(
    connection: duckdb.DuckDBPyConnection,
    fields: str,
    file: File,
    texts: Sequence[Text],
) -> Iterator[tuple[str, int, str, str]]:
    for (order, skip), group in itertools.groupby(texts, key=_layout):
        selected = ", ".join(f"c{order.index(name)}" for name in texts[0].columns)
        paths = [text.path for text in group]
        connection.execute(
            f"INSERT INTO {fields} SELECT {selected} FROM "
            f"{_reader(file, paths, len(order), skip)}"
        )
        yield from connection.execute(REJECTS).fetchall()
        connection.execute("DELETE FROM reject_errors")
        connection.execute("DELETE FROM reject_scans")


def _layout(text: Text) -> tuple[tuple[str, ...], int]:
    return text.columns, text.skip


def _rows(
    texts: Sequence[Text], rejects: Sequence[tuple[str, int, str, str]]
) -> IntArray:
    """Return the place of each rejected row among all rows."""
    before = {
        str(text.path): n - text.skip - 1
        for text, n in zip(texts, starts(texts).tolist(), strict=True)
    }
    return np.array([before[path] + n for path, n, _, _ in rejects], dtype=np.int64)


def _reader(file: File, paths: Sequence[Path], width: int, skip: int) -> str:
    lines = file.format == "lines"
    delimiter, quote = (UNIT_SEPARATOR, "") if lines else (file.delimiter, file.quote)
    newline = "" if skip else "new_line = '\\n', "
    typed = ", ".join(f"{cell}: 'VARCHAR'" for cell in cells(width))
    return (
        f"read_csv([{sql.listed(map(str, paths))}], columns = {{{typed}}}, "
        f"delim = {sql.literal(delimiter)}, quote = {sql.literal(quote)}, "
        f"escape = {sql.literal(quote)}, {newline}skip = {skip}, header = false, "
        "auto_detect = false, strict_mode = true, encoding = 'utf-8', "
        "store_rejects = true, rejects_limit = 0)"
    )


def _check_rows(connection: duckdb.DuckDBPyConnection, name: str, wanted: int) -> None:
    counted = f"SELECT count(*) FROM {sql.name(f'{name}_fields')}"
    found = connection.execute(counted).fetchall()[0][0]
    if found != wanted:
        raise InputError(
            f"file '{name}' has {wanted} rows by its line ends, but {found} by its "
            "quotes; are its quotes as declared?"
        )


def _number(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[str],
    numbering: Numbering,
) -> None:
    if len(numbering.first) < 2:
        show(connection, name, columns, f"rowid + {numbering.start.sum()}")
        return
    points = pa.table({"first": numbering.first, "start": numbering.start})
    create(connection, f"{name}_lines", points)
    fields, lines = sql.name(f"{name}_fields"), sql.name(f"{name}_lines")
    source = f"{fields} AS f ASOF JOIN {lines} AS l ON f.rowid >= l.first"
    show(connection, name, columns, "f.rowid - l.first + l.start", source)


def _rejected(texts: Sequence[Text]) -> list[Rejected]:
    return [
        ((index << FILE_BITS) | line, reason, value)
        for index, text in enumerate(texts)
        for line, reason, value in text.rejected
    ]
