"""Rows of Python values as Arrow batches of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from patronage.errors import InputError

BATCH_ROWS = 65_536
Writers = Mapping[type, Callable[[Any], str | None]]


def text_schema(names: Sequence[str]) -> pa.Schema:
    """Return columns of text."""
    return pa.schema([(name, pa.string()) for name in names])


def text_batch(
    schema: pa.Schema, rows: Sequence[Sequence[Any]], writers: Writers
) -> pa.RecordBatch:
    """Write every value as text, by its type.

    Raises
    ------
    InputError
        If a value is of a type that has no writer.
    """
    columns = [
        _column(name, values, writers)
        for name, values in zip(schema.names, zip(*rows, strict=True), strict=True)
    ]
    return pa.record_batch(columns, schema=schema)


def absent(kind: str, wanted: str, place: str, found: Sequence[str]) -> InputError:
    """Return the error for a table or sheet that is not there."""
    listed = ", ".join(f"'{name}'" for name in found) or "none"
    return InputError(f"'{place}' has no {kind} '{wanted}' (found: {listed}).")


def _column(name: str, values: Sequence[Any], writers: Writers) -> pa.Array:
    kinds = set(map(type, values))
    unknown = sorted(kind.__name__ for kind in kinds - writers.keys())
    if unknown:
        raise InputError(
            f"column '{name}' should hold text and numbers; it holds {unknown[0]}."
        )
    return pa.array([writers[type(value)](value) for value in values], pa.string())
