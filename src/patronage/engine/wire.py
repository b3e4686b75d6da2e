"""Frames of one shape, as they travel between processes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

POSITION = "_position"


@dataclass(frozen=True)
class Wire:
    """How frames shaped like `empty` become plain Arrow columns, and frames again.

    Categories travel as their texts and times as whole numbers, since Spark knows
    neither dictionaries nor seconds. `POSITION` is a row's place in its frame.
    """

    empty: pd.DataFrame

    @property
    def schema(self) -> pa.Schema:
        """The columns that travel."""
        return self.pack(self.empty).schema

    def pack(self, frame: pd.DataFrame) -> pa.RecordBatch:
        """Turn a frame into Arrow.

        Raises
        ------
        TypeError
            If it has other columns than `empty`, or columns of another type.
        """
        self._check(frame)
        table = pa.Table.from_pandas(frame, preserve_index=False)
        columns = {n: _plain(table[n]).combine_chunks() for n in table.column_names}
        position = {POSITION: pa.array(range(len(frame)), pa.int64())}
        return pa.record_batch(columns | position)

    def unpack(self, table: pa.Table) -> pd.DataFrame:
        """Turn Arrow into the frame that it was."""
        shape = pa.Schema.from_pandas(self.empty, preserve_index=False)
        columns = {field.name: _restored(table[field.name], field) for field in shape}
        return pa.table(columns).to_pandas().astype(self.empty.dtypes.to_dict())

    def _check(self, frame: pd.DataFrame) -> None:
        found, expected = frame.dtypes.to_dict(), self.empty.dtypes.to_dict()
        if list(found.items()) != list(expected.items()):
            names = [
                n for n in {**found, **expected} if found.get(n) != expected.get(n)
            ]
            raise TypeError(
                "frames should have the same columns for every batch; "
                f"got others, or of another type: {names}."
            )


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.cast(kind.value_type))
    if pa.types.is_large_string(kind) or pa.types.is_null(kind):
        return column.cast(pa.string())
    return column.cast(pa.int64()) if pa.types.is_timestamp(kind) else column


def _restored(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    return column.cast(field.type) if pa.types.is_timestamp(field.type) else column
