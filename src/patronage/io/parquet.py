"""Tables as Parquet: the contract is checked at the door, both ways."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from patronage.errors import InputError, IntegrityError
from patronage.io.arrow import frame_from, table_from
from patronage.io.folder import Folder
from patronage.io.publish import publish
from patronage.schema import TableSchema

ROW_GROUP = 131_072
CELLS = 1 << 22  # of a row group: one of a wide table has fewer rows
READ_OFTEN = ("ledger", "raw_features")  # unpacked faster, though larger
STAGES = {
    "interim": "ingest",
    "features": "features",
    "outcomes": "features",
    "dictionary": "features",
    "segments": "run",
    "axes": "quadrants",
    "memberships": "quadrants",
    "list_members": "lists",
    "migration": "migrate",
    "official": "dynamics",
    "panel": "features",
    "balances": "allocate",
}
Source: TypeAlias = pd.DataFrame | pa.Table | pa.RecordBatchReader


def write(
    schema: TableSchema,
    table: Source,
    folder: Folder,
    *,
    scheme: str | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Path:
    """Write a table whole or not at all; a reader is streamed.

    Equal tables give equal bytes.

    Raises
    ------
    InputError
        If the table breaks its contract; names every breach.
    """
    path = folder.path(schema, scheme)
    if isinstance(table, pd.DataFrame):
        table = table_from(table, schema)
    _check(schema, table.schema.empty_table())
    batches = table if isinstance(table, pa.RecordBatchReader) else [table]
    kept = table.schema.with_metadata(dict(sorted((metadata or {}).items())))
    with publish(path) as temporary, _writer(temporary, kept, schema) as writer:
        for group in _row_groups(schema, batches):
            writer.write_table(group.cast(kept), row_group_size=len(group) or 1)
    return path


def read(
    schema: TableSchema,
    folder: Folder,
    *,
    scheme: str | None = None,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Read a table: dates as datetime64, dictionaries as categories.

    Raises
    ------
    InputError
        If the file does not exist (names the stage that makes it), or breaks its
        contract.
    IntegrityError
        If the file is damaged.
    """
    table = read_arrow(schema, folder, scheme=scheme, columns=columns)
    return frame_from(table, schema)


def read_arrow(
    schema: TableSchema,
    folder: Folder,
    *,
    scheme: str | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """Read a table as Arrow holds it; raises what `read` raises."""
    with _opened(schema, folder, scheme) as file, intact(folder.path(schema, scheme)):
        return file.read(columns=None if columns is None else list(columns))


def metadata(
    schema: TableSchema, folder: Folder, *, scheme: str | None = None
) -> dict[str, str]:
    """Return what was stored beside a table; raises what `read` raises."""
    with _opened(schema, folder, scheme) as file:
        stored = file.schema_arrow.metadata or {}
    return {key.decode(): value.decode() for key, value in stored.items()}


def fingerprint(schema: TableSchema, folder: Folder) -> str:
    """Return the SHA-256 of a table's file, by which its readers know it again."""
    with folder.path(schema).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def columns(path: Path) -> list[str]:
    """Return the names of a file's columns."""
    with intact(path):
        return list(pq.read_schema(path).names)


@contextmanager
def intact(path: Path) -> Iterator[None]:
    """Say of a file that Arrow cannot read that it is damaged."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise IntegrityError(f"'{path}' is damaged: {error}.") from error


def _writer(path: Path, schema: pa.Schema, table: TableSchema) -> pq.ParquetWriter:
    fractions = {f.name for f in schema if pa.types.is_floating(f.type)}
    return pq.ParquetWriter(
        path,
        schema,
        compression="lz4" if table.name in READ_OFTEN else "zstd",
        use_dictionary=[name for name in schema.names if name not in fractions],
        write_page_checksum=True,
    )


def _row_groups(
    schema: TableSchema, batches: Iterable[pa.RecordBatch | pa.Table]
) -> Iterator[pa.Table]:
    """Cut a stream anew: how it came in pieces must not show in the bytes."""
    waiting: list[pa.Table] = []
    for batch in batches:
        part = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
        _check(schema, part)
        waiting.append(part)
        size = _rows_of_a_group(part)
        if sum(map(len, waiting)) >= size:
            joined = pa.concat_tables(waiting)
            whole = len(joined) // size * size
            yield from _pieces(joined.slice(0, whole), size)
            waiting = [joined.slice(whole)]
    if waiting:
        yield from _pieces(pa.concat_tables(waiting), _rows_of_a_group(waiting[0]))


def _rows_of_a_group(table: pa.Table) -> int:
    """A power of two, by the number of columns."""
    most = CELLS // max(table.num_columns, 1)
    return min(ROW_GROUP, 1 << (most.bit_length() - 1))


def _pieces(table: pa.Table, size: int) -> Iterator[pa.Table]:
    for start in range(0, max(len(table), 1), size):
        yield table.slice(start, size).combine_chunks()


def _check(schema: TableSchema, table: pa.Table) -> None:
    problems = schema.problems(table)
    if problems:
        raise InputError(f"{schema.name}: {' '.join(problems)}")


def _opened(schema: TableSchema, folder: Folder, scheme: str | None) -> pq.ParquetFile:
    path = folder.path(schema, scheme)
    if not path.is_file():
        stage = STAGES.get(schema.name) or STAGES.get(schema.place, "profiles")
        raise InputError(
            f"{schema.name}: '{path}' does not exist; "
            f"run `python -m pipelines.{stage}` first."
        )
    with intact(path):
        file = pq.ParquetFile(path, page_checksum_verification=True)
        _check(schema, file.schema_arrow.empty_table())
    return file
