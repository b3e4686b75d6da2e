"""Parquet files, one or many, as one relation in DuckDB."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from patronage.errors import InputError, IntegrityError
from patronage.ingest import sql
from patronage.ingest.declared.file import File
from patronage.io.raw.headers import check_single, named
from patronage.io.raw.inputs import readable
from patronage.io.raw.numbering import FILE_BITS
from patronage.io.raw.relations import reject


def load(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    file: File,
    paths: Sequence[tuple[str, Path]],
    *,
    hive: bool,
) -> None:
    """Make a view of labelled Parquet files.

    With `hive` the keys in their paths (`day=2024-01-31`) become columns of text.

    Raises
    ------
    InputError
        If one is cut off or no Parquet at all, names a column twice, or has other
        columns than the first.
    IntegrityError
        If one has a page that is not as it was written.
    """
    _check_schemas(paths)
    listed = sql.listed(str(path) for _, path in paths)
    read = (
        f"read_parquet([{listed}], file_row_number = true, hive_partitioning = "
        f"{str(hive).lower()}, hive_types_autocast = false)"
    )
    described = connection.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()
    raw = [row[0] for row in described if row[0] != "file_row_number"]
    names = named(paths[0][0], raw, file)
    columns = ", ".join(
        f"{sql.name(old)} AS {sql.name(new)}"
        for old, new in zip(raw, names, strict=True)
    )
    connection.execute(
        f"CREATE TEMP VIEW {sql.name(name)} AS SELECT {columns}, "
        f"(CAST(file_index AS BIGINT) << {FILE_BITS}) | (file_row_number + 1) "
        f"AS {sql.name(f'{name}_line')} FROM {read}"
    )
    reject(connection, name, [])


def _check_schemas(paths: Sequence[tuple[str, Path]]) -> None:
    wanted: dict[str, str] = {}
    for label, path in paths:
        found = _checked(label, path)
        wanted = wanted or found
        either = dict.fromkeys([*wanted, *found])
        odd = [name for name in either if wanted.get(name) != found.get(name)]
        if odd:
            raise InputError(
                f"{label} should have the columns of the set's first file; "
                f"'{odd[0]}' is {found.get(odd[0], 'missing')}, "
                f"there {wanted.get(odd[0], 'missing')}."
            )


def _checked(label: str, path: Path) -> dict[str, str]:
    with readable(label):
        file = pq.ParquetFile(path, page_checksum_verification=True)
    with file:
        # DuckDB would call the second of two equal names by another.
        check_single(label, file.schema_arrow.names)
        _read_through(label, file)
        return {field.name: _kind(field.type) for field in file.schema_arrow}


def _read_through(label: str, file: pq.ParquetFile) -> None:
    """Verify the checksum of every page, for DuckDB does not."""
    try:
        # One row group at a time: a reader of all of them would keep them in memory.
        for group in range(file.num_row_groups):
            for _ in file.iter_batches(row_groups=[group], use_threads=False):
                continue
    except (OSError, ValueError) as error:
        raise IntegrityError(f"{label} is damaged: {error}.") from error


def _kind(kind: pa.DataType) -> str:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return str(plain).removeprefix("large_")
