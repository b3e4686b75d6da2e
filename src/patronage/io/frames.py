"""Tables that are too long to be held: written and read frame by frame."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from patronage.errors import QualityError
from patronage.io.arrow import frame_from, table_from
from patronage.io.folder import Folder
from patronage.io.parquet import columns
from patronage.io.row_groups import RowGroups
from patronage.schema import TableSchema


def stream(schema: TableSchema, frames: Iterable[pd.DataFrame]) -> pa.RecordBatchReader:
    """Turn frames of one kind into a stream that `write` takes.

    Raises
    ------
    QualityError
        If there is no frame.
    """
    tables = (table_from(frame, schema) for frame in frames)
    first = next(tables, None)
    if first is None:
        raise QualityError(f"{schema.name}: there should be customers; got none.")
    batches = (
        batch
        for table in itertools.chain([first], tables)
        for batch in table.cast(first.schema).to_batches()
    )
    return pa.RecordBatchReader.from_batches(first.schema, batches)


@dataclass(frozen=True)
class Frames:
    """A table on disk: its frames one after another, or some of its columns whole.

    `as_of` leaves the rows of one day; `scheme` is whose table it is, of those that
    every scheme has.
    """

    schema: TableSchema
    folder: Folder
    as_of: date | None = None
    scheme: str | None = None

    @cached_property
    def columns(self) -> list[str]:
        """Names of its columns."""
        return columns(self.folder.path(self.schema, self.scheme))

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return self._frames(self.columns)

    def __getitem__(self, names: Sequence[str]) -> pd.DataFrame:
        return pd.concat(self._frames(names), ignore_index=True)

    def pieces(self, names: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Read some of its columns, a frame after another."""
        return self._frames(names)

    def reader(self) -> pa.RecordBatchReader:
        """Read it as Arrow holds it, group by group."""
        path = self.folder.path(self.schema, self.scheme)
        names = tuple(self.columns)
        groups = RowGroups(path, names, plain=names)
        batches = (batch for group in groups for batch in group.to_batches())
        return pa.RecordBatchReader.from_batches(groups.schema, batches)

    def _frames(self, names: Sequence[str]) -> Iterator[pd.DataFrame]:
        key = () if self.as_of is None else ("as_of",)
        read = tuple(dict.fromkeys((*names, *key)))
        path = self.folder.path(self.schema, self.scheme)
        for group in RowGroups(path, read, plain=read):
            table = group if self.as_of is None else self._of_day(group)
            yield frame_from(table.select(list(names)), self.schema)

    def _of_day(self, table: pa.Table) -> pa.Table:
        return table.filter(pc.equal(table["as_of"], pa.scalar(self.as_of)))
