"""The start of a file that nobody has declared, and some of what follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from patronage.errors import InputError
from patronage.ingest.declared.file import Compression, File, Format
from patronage.ingest.sketching.column import SketchedColumn, Typed
from patronage.ingest.sketching.file import SketchedFile, TextSample, of_text
from patronage.ingest.sketching.yaml import Doubted

HEAD = 1 << 20
PLACES = 200
ROWS = 20_000
MAGIC: tuple[tuple[int, bytes, Format], ...] = (
    (0, b"PAR1", "parquet"),
    (0, b"SQLite format 3\0", "sqlite"),
    (8, b"DUCK", "duckdb"),
    (0, b"PK\x03\x04", "excel"),
    (0, b"\xd0\xcf\x11\xe0", "excel"),
)
PACKED: Mapping[bytes, Compression] = {b"\x1f\x8b": "gzip", b"\x28\xb5": "zstd"}
FAULTS = (OSError, EOFError, pa.ArrowException, duckdb.Error, sqlite3.Error)


def sample(path: Path) -> SketchedFile:
    """Look at the start of a file, whatever its name says it is.

    Of text that is not compressed, lines from further on are looked at too.

    Raises
    ------
    InputError
        If the file is missing, empty, or broken.
    """
    with _readable(path):
        start = _start(path)
        for place, mark, kind in MAGIC:
            if start[place:].startswith(mark):
                return READERS[kind](path)
        return of_text(_text(path, PACKED.get(start[:2], "none")))


def _start(path: Path) -> bytes:
    if not path.is_file():
        raise InputError(f"a file is needed; '{path}' is none.")
    with path.open("rb") as file:
        start = file.read(16)
    if not start:
        raise InputError(f"'{path}' is empty.")
    return start


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (*FAULTS, CalamineError) as error:
        first = str(error).splitlines()[0] if str(error) else repr(error)
        raise InputError(f"'{path}' cannot be read: {first}") from error


def _text(path: Path, packing: Compression) -> TextSample:
    how = None if packing == "none" else packing
    with pa.input_stream(str(path), compression=how) as stream:
        head = stream.read(HEAD + 1)
    packed = packing != "none" or len(head) <= HEAD
    return TextSample(
        head=head[:HEAD],
        later=() if packed else tuple(_later(path)),
        is_whole=len(head) <= HEAD,
        compression=packing,
    )


def _later(path: Path) -> Iterator[bytes]:
    size = path.stat().st_size
    with path.open("rb") as file:
        for place in range(PLACES):
            file.seek(HEAD + (size - HEAD) * place // PLACES)
            file.readline(HEAD)
            yield file.readline(HEAD)


def _parquet(path: Path) -> SketchedFile:
    batch = next(pq.ParquetFile(path).iter_batches(batch_size=ROWS), None)
    return _of_batch(batch, {})


def _excel(path: Path) -> SketchedFile:
    from patronage.io.databases import excel

    with closing(CalamineWorkbook.from_path(str(path))) as book:
        sheets = book.sheet_names
    table = {"table": _one_of(sheets)} if len(sheets) > 1 else {}
    rows = excel.rows(path, File(path=str(path), format="excel"))
    return _of_batch(next(iter(rows), None), {"format": "excel", **table})


def _sqlite(path: Path) -> SketchedFile:
    from patronage.io.databases import sqlite

    listed = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY 1"
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute(listed)]
    table = _one_of(tables)
    rows = sqlite.rows(path, File(path=str(path), format="sqlite", table=table.value))
    return _of_batch(next(iter(rows), None), {"format": "sqlite", "table": table})


def _duckdb(path: Path) -> SketchedFile:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        table = _one_of(tables)
        rows = connection.table(table.value).limit(ROWS).to_arrow_reader(ROWS)
        return _of_batch(next(iter(rows), None), {"format": "duckdb", "table": table})


READERS: Mapping[Format, Callable[[Path], SketchedFile]] = {
    "parquet": _parquet,
    "excel": _excel,
    "sqlite": _sqlite,
    "duckdb": _duckdb,
}


def _one_of(names: Sequence[str]) -> Doubted:
    if not names:
        raise InputError("the file should have a table; it has none.")
    first, *others = names
    said = f"the file has others too: {', '.join(others)}."
    return Doubted(first, (said,) if others else ())


def _of_batch(batch: pa.RecordBatch | None, settings: dict[str, Any]) -> SketchedFile:
    if batch is None:
        raise InputError("the file should have rows; it has none.")
    rows = batch.slice(0, ROWS)
    columns = tuple(
        SketchedColumn(name, name, _texts(column), _typed(column.type))
        for name, column in zip(rows.schema.names, rows.columns, strict=True)
    )
    return SketchedFile(settings=settings, columns=columns, n_rows=rows.num_rows)


def _texts(column: pa.Array) -> tuple[str | None, ...]:
    return tuple(None if v is None else str(v) for v in column.to_pylist())


def _typed(kind: pa.DataType) -> Typed:
    if pa.types.is_date(kind):
        return "day"
    if pa.types.is_timestamp(kind):
        return "time"
    numeric = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return "number" if any(test(kind) for test in numeric) else ""
