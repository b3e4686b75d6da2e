"""A Parquet file, read by ranges of rows."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from patronage.io.parquet import intact


@dataclass(frozen=True)
class RowGroups:
    """Some columns of a Parquet file, for threads that read it range by range.

    Text comes as dictionaries, one per row group, but for `plain` columns. A group
    that two ranges share is decoded once, and kept until all its rows have been given
    out: who reads each row once leaves nothing behind.

    Raises
    ------
    IntegrityError
        If the file is damaged.
    """

    path: Path
    columns: tuple[str, ...]
    plain: tuple[str, ...] = ()
    kept: dict[int, Future[pa.Table]] = field(default_factory=dict, init=False)
    _left: dict[int, int] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(
        default_factory=threading.Lock, init=False, repr=False
    )
    _thread: threading.local = field(
        default_factory=threading.local, init=False, repr=False
    )

    def __len__(self) -> int:
        return int(self._metadata.num_rows)

    @property
    def schema(self) -> pa.Schema:
        """The columns and their types."""
        return self._empty.schema

    def __iter__(self) -> Iterator[pa.Table]:
        """Read the groups one after another."""
        return map(self._decoded, range(self._metadata.num_row_groups))

    def read(self, start: int, stop: int) -> pa.Table:
        """Read rows start:stop, opening only the row groups that hold them."""
        first = int(np.searchsorted(self._ends, start, side="right"))
        last = int(np.searchsorted(self._ends, stop, side="left"))
        parts = [self._empty] if start >= stop else []
        for group in range(first, last + 1) if start < stop else ():
            begin, end = self._begin(group), self._ends[group]
            parts.append(self._part(group, max(start, begin), min(stop, end)))
        return pa.concat_tables(parts)

    @cached_property
    def _metadata(self) -> pq.FileMetaData:
        with intact(self.path):
            return pq.read_metadata(self.path)

    @cached_property
    def _ends(self) -> list[int]:
        groups = range(self._metadata.num_row_groups)
        return list(
            itertools.accumulate(self._metadata.row_group(i).num_rows for i in groups)
        )

    @cached_property
    def _empty(self) -> pa.Table:
        return self._file.schema_arrow.empty_table().select(self.columns)

    @property
    def _file(self) -> pq.ParquetFile:
        """The file as this thread has opened it: readers are not shared."""
        if not hasattr(self._thread, "file"):
            kinds = self._metadata.schema.to_arrow_schema()
            text = [
                field.name
                for field in kinds
                if pa.types.is_string(field.type) and field.name not in self.plain
            ]
            with intact(self.path):
                self._thread.file = pq.ParquetFile(
                    self.path,
                    metadata=self._metadata,
                    read_dictionary=text,
                    page_checksum_verification=True,
                )
        file: pq.ParquetFile = self._thread.file
        return file

    def _begin(self, group: int) -> int:
        return self._ends[group - 1] if group else 0

    def _part(self, group: int, start: int, stop: int) -> pa.Table:
        begin, size = self._begin(group), self._ends[group] - self._begin(group)
        if stop - start == size:
            return self._decoded(group)
        table = self._shared(group).result()
        self._given(group, stop - start, size)
        return table.slice(start - begin, stop - start)

    def _decoded(self, group: int) -> pa.Table:
        with intact(self.path):
            return self._file.read_row_group(
                group, columns=list(self.columns), use_threads=False
            )

    def _shared(self, group: int) -> Future[pa.Table]:
        with self._lock:
            found = self.kept.get(group)
            table = self.kept.setdefault(group, Future())
        if found is None:
            try:
                table.set_result(self._decoded(group))
            except BaseException as error:
                table.set_exception(error)
                raise
        return table

    def _given(self, group: int, rows: int, size: int) -> None:
        with self._lock:
            left = self._left.pop(group, size) - rows
            if left > 0:
                self._left[group] = left
            else:
                self.kept.pop(group, None)
