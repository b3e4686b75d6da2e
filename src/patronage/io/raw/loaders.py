"""How the files of each format become relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.io.raw import delimited, headers, parquet_sets
from patronage.io.raw.intake import Intake
from patronage.io.raw.relations import cells, create_fields, list_files, reject, show
from patronage.io.text.prepare import Text, prepare

Warnings = tuple[str, ...]
Loader = Callable[[duckdb.DuckDBPyConnection, Intake], Warnings]


def load(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    """Make the relations of a declared file, and return what is worth a warning."""
    return LOADERS[intake.file.format](connection, intake)


def _texts(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    texts = list(_prepared(intake))
    delimited.load(connection, intake.name, intake.file, texts)
    list_files(connection, intake.name, [file.shown for file in intake.read])
    return tuple(sentence for text in texts for sentence in text.warnings)


def _prepared(intake: Intake) -> Iterator[Text]:
    columns: tuple[str, ...] = ()
    for index, (label, path) in enumerate(intake.paths()):
        text = prepare(label, path, intake.file, intake.scratch / f"{index}.csv")
        columns = columns or text.columns
        headers.check_same(label, columns, text.columns)
        yield text


def _parquet(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    shown = [file.shown for file in intake.read]
    hive = any("=" in name.partition("/")[2] for name in shown)
    paths = list(intake.paths())
    parquet_sets.load(connection, intake.name, intake.file, paths, hive=hive)
    list_files(connection, intake.name, shown)
    return ()


def _excel(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    from patronage.io.databases import excel

    return _rows(connection, intake, excel.rows(_only(intake), intake.file))


def _sqlite(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    from patronage.io.databases import sqlite

    return _rows(connection, intake, sqlite.rows(_only(intake), intake.file))


def _postgres(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    from patronage.io.databases import postgres

    return _rows(connection, intake, postgres.rows(intake.file))


def _duckdb(connection: duckdb.DuckDBPyConnection, intake: Intake) -> Warnings:
    from patronage.io.databases import attached

    attached.register(connection, intake.name, _only(intake), intake.file)
    return ()


LOADERS: Mapping[str, Loader] = {
    "csv": _texts,
    "lines": _texts,
    "parquet": _parquet,
    "excel": _excel,
    "sqlite": _sqlite,
    "postgres": _postgres,
    "duckdb": _duckdb,
}


def _rows(
    connection: duckdb.DuckDBPyConnection,
    intake: Intake,
    rows: pa.RecordBatchReader,
) -> Warnings:
    first = int((rows.schema.metadata or {}).get(b"first_line", 1))
    label = f"file '{intake.name}'"
    columns = headers.named(label, rows.schema.names, intake.file)
    create_fields(connection, intake.name, rows)
    # Blank rows of a sheet are no rows, but count as lines.
    blank = " AND ".join(f"{cell} IS NULL" for cell in cells(len(columns)))
    there = f"{sql.name(f'{intake.name}_fields')} WHERE NOT ({blank})"
    show(connection, intake.name, columns, f"rowid + {first}", there)
    list_files(connection, intake.name, [intake.name])
    reject(connection, intake.name, [])
    return ()


def _only(intake: Intake) -> Path:
    if len(intake.inputs) > 1:
        raise InputError(
            f"file '{intake.name}' should be one file; got {len(intake.inputs)}."
        )
    return intake.inputs[0].path
