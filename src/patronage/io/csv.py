"""Tables as CSV that a spreadsheet opens and does not execute."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import CSVWriter, WriteOptions

from patronage.io.publish import publish

BATCH = 131_072
MARK = "\ufeff".encode()
# OWASP, "CSV Injection"; full-width signs count as plain ones in East Asian settings.
SIGN = "[=+\\-@＝＋－＠]"
AT_FRONT = rf"^([\pZ\pC\"']*{SIGN}|[\t\r\n\x00])"
# Where a comma writes decimals, spreadsheets cut at these, also within our quotes.
CUT = r"[;\t\r\n]"
UNSEEN = r"\pZ\p{Cf}\p{Co}\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F"  # but no cut
FORMULA = rf"{AT_FRONT}|({CUT})([{UNSEEN}\"']*{SIGN})"
DISARMED = r"\2'\1\3"


def write_csv(path: Path, table: pa.Table | pa.RecordBatchReader) -> None:
    """Write a table whole or not at all, as UTF-8 with its mark, for spreadsheets.

    A reader is written batch by batch.

    A text that a spreadsheet could take for a formula gets an apostrophe before it, and
    so does a part of it that would be a cell where cells end at `;`, a tab or a line;
    numbers and dates stay as they are. No value is an empty cell, empty text is "".

    Raises
    ------
    MachineError
        If the disk is full, or the folder cannot be written.
    """
    parts = table if isinstance(table, pa.RecordBatchReader) else [table]
    schema = _disarmed(table.schema.empty_table()).schema
    with publish(path) as temporary, temporary.open("wb") as file:
        file.write(MARK)
        with CSVWriter(file, schema, write_options=WriteOptions()) as writer:
            for part in parts:
                writer.write_table(_disarmed(part), BATCH)


def disarmed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table as `write_csv` would write it: texts and names disarmed."""
    safe = frame.set_axis(_safe_texts(frame.columns), axis=1)
    for place, kind in enumerate(frame.dtypes):
        if not (pd.api.types.is_numeric_dtype(kind) or kind.kind in "mM"):
            safe.isetitem(place, _safe_texts(frame.iloc[:, place]))
    return safe


def _disarmed(part: pa.Table | pa.RecordBatch) -> pa.Table:
    whole = part if isinstance(part, pa.Table) else pa.Table.from_batches([part])
    safe = [_safe(column) for column in whole.columns]
    return pa.table(safe, names=_safe_texts(whole.column_names))


def _safe_texts(values: Iterable[object]) -> list[object]:
    """Disarm the texts among values of any kind."""
    kept = list(values)
    texts = [value if isinstance(value, str) else None for value in kept]
    safe = _safe(pa.chunked_array([texts], pa.string())).to_pylist()
    return [
        value if text is None else text for value, text in zip(kept, safe, strict=True)
    ]


def _safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    return pc.replace_substring_regex(column, pattern=FORMULA, replacement=DISARMED)
