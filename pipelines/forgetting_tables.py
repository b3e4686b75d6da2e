"""A person's rows in Parquet files: found, and left out of a file written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from patronage import io, tables
from patronage.schema import TableSchema
from pipelines.forgetting import ID_COLUMNS, Person

if TYPE_CHECKING:
    from pathlib import Path

BATCH = 65_536
# Texts that name something else than a customer, though it may be written alike.
THINGS = frozenset(
    {"order_id", "product_id", "category", "brand", "store", "channel", "region"}
)
KNOWN = {
    each.name: each for each in vars(tables).values() if isinstance(each, TableSchema)
}
UNKNOWN = TableSchema(name="table", place="processed", key=(), fields=(), open=True)
Batches = Iterator[pa.RecordBatch]


def found_in(path: Path, person: Person) -> str:
    """Say where in a table he is named: a column, or what is stored beside it."""
    file = pq.ParquetFile(path)
    about = file.schema_arrow.metadata or {}
    if any(person.is_in(value.decode()) for value in about.values()):
        return "its metadata"
    names = [*_ids(file.schema_arrow), *_texts(file.schema_arrow, person)]
    for batch in file.iter_batches(BATCH, columns=names) if names else ():
        for name in names:
            if _is_in(batch[name], name, person):
                return f"its column '{name}'"
    return ""


def leave_out(path: Path, person: Person) -> int:
    """Write a table anew without his rows and his ids; return how many rows went."""
    removed = 0

    def kept(batches: Batches) -> Batches:
        nonlocal removed
        for batch in batches:
            left = batch.filter(pc.invert(_his(batch, person)))
            removed += len(batch) - len(left)
            yield _without(left, person)

    about = {key: person.left_out(text) for key, text in metadata(path).items()}
    rewrite(path, about, kept)
    return removed


def metadata(path: Path) -> dict[str, str]:
    """Return what is stored beside a table, whatever its contract."""
    return io.metadata(replace(UNKNOWN, name=path.stem), _place(path))


def rewrite(
    path: Path,
    metadata: Mapping[str, str],
    change: Callable[[Batches], Batches] = iter,
) -> None:
    """Write a table anew, batch by batch, under the contract that it has."""
    file = pq.ParquetFile(path, page_checksum_verification=True)
    batches = change(file.iter_batches(BATCH))
    reader = pa.RecordBatchReader.from_batches(file.schema_arrow, batches)
    name = path.stem if path.stem in KNOWN else path.parent.name
    schema = replace(KNOWN.get(name, UNKNOWN), name=path.stem)
    io.write(schema, reader, _place(path), metadata=metadata)


def _place(path: Path) -> io.VersionFolder:
    return io.VersionFolder(path.parent, "rewritten")


def _ids(schema: pa.Schema) -> list[str]:
    return [name for name in ID_COLUMNS if name in schema.names]


def _texts(schema: pa.Schema, person: Person) -> list[str]:
    """Columns in which an id could stand among other things."""
    others = {*ID_COLUMNS, *THINGS} if person.telling else set(schema.names)
    return [f.name for f in schema if _is_text(f.type) and f.name not in others]


def _is_text(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner))


def _his(batch: pa.RecordBatch, person: Person) -> pa.Array:
    """Mark his rows."""
    marked = pa.repeat(pa.scalar(False), len(batch))
    for name in _ids(batch.schema):
        marked = pc.or_(marked, _equals(batch[name], person))
    return marked


def _equals(column: pa.Array, person: Person) -> pa.Array:
    return pc.is_in(_plain(column), value_set=pa.array(sorted(person.ids)))


def _is_in(column: pa.Array, name: str, person: Person) -> bool:
    if name in ID_COLUMNS:
        return bool(pc.any(_equals(column, person)).as_py())
    return bool(pc.any(_likely(column, person)).as_py()) and any(
        person.is_in(text) for text in _plain(column).unique().to_pylist() if text
    )


def _likely(column: pa.Array, person: Person) -> pa.Array:
    """Mark texts that have an id in them, whatever stands around it."""
    marked = [pc.match_substring(_plain(column), each) for each in person.telling]
    some = marked[0]
    for each in marked[1:]:
        some = pc.or_(some, each)
    return some


def _without(batch: pa.RecordBatch, person: Person) -> pa.RecordBatch:
    """Return other people's rows, without his ids in their texts."""
    for name in _texts(batch.schema, person):
        column = batch[name]
        if _is_in(column, name, person) and not pa.types.is_dictionary(column.type):
            texts = [t and person.left_out(t) for t in column.to_pylist()]
            place = batch.schema.get_field_index(name)
            batch = batch.set_column(
                place, batch.schema.field(name), pa.array(texts, column.type)
            )
    return batch


def _plain(column: pa.Array) -> pa.Array:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
