"""Between pandas and the types that contracts declare."""

from __future__ import annotations

import contextlib

import pandas as pd
import pyarrow as pa

from patronage.schema import TableSchema

NULLABLE = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.int8(): pd.Int8Dtype(),
}


def arrow_type(name: str) -> pa.DataType:
    """Return the Arrow type that a contract's field names."""
    if name == "timestamp[us, tz=UTC]":
        return pa.timestamp("us", tz="UTC")
    return pa.type_for_alias(name)


def table_from(frame: pd.DataFrame, schema: TableSchema) -> pa.Table:
    """Turn a frame into Arrow, each column to its declared type where it can be.

    A column that cannot be cast keeps the type it has, for the contract to name.
    """
    inferred = pa.Table.from_pandas(frame, preserve_index=False)
    declared = {field.name: arrow_type(field.type) for field in schema.fields}
    columns = {
        name: _cast(inferred[name], declared.get(name)) for name in frame.columns
    }
    return pa.table(columns)


def frame_from(table: pa.Table, schema: TableSchema) -> pd.DataFrame:
    """Turn Arrow into a frame whose column types follow the contract alone."""
    frame = _without_dates(table).to_pandas(ignore_metadata=True)
    nullable = {field.name for field in schema.fields if field.nullable}
    kinds = {name: NULLABLE.get(table.schema.field(name).type) for name in frame}
    mixed = {
        name: table[name].to_pandas(types_mapper=NULLABLE.get)
        for name, kind in kinds.items()
        if kind is not None and name in nullable
    }
    return frame.assign(**mixed)


def _cast(column: pa.ChunkedArray, declared: pa.DataType | None) -> pa.ChunkedArray:
    wanted = declared or _plain(column.type)
    with contextlib.suppress(pa.ArrowException):
        cast = column.cast(wanted)
        # Arrow cuts off the time of day without a word.
        lost = pa.types.is_date(wanted) and not cast.cast(column.type).equals(column)
        return column if lost else cast
    return column


def _plain(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind):
        return pa.dictionary(kind.index_type, _plain(kind.value_type), kind.ordered)
    return pa.string() if pa.types.is_large_string(kind) else kind


def _without_dates(table: pa.Table) -> pa.Table:
    days = [f.name for f in table.schema if pa.types.is_date(f.type)]
    for name in days:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table[name].cast(pa.timestamp("us")))
    return table
