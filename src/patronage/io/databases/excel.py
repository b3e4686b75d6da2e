"""Sheets of Excel and OpenDocument workbooks, every cell as exact text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, is_zipfile

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from patronage.errors import InputError, QualityError
from patronage.ingest.declared.file import File
from patronage.io.databases.texts import (
    BATCH_ROWS,
    Writers,
    absent,
    text_batch,
    text_schema,
)
from patronage.io.databases.workbook import check_archive, column_letters, error_cells

LARGEST_WHOLE = 2**53
FAULTS = (CalamineError, BadZipFile, ParseError, ValueError, OSError)
Row = list[Any]
Line = tuple[int, Row]
Errors = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class _Table:
    """A sheet's rows below its header, the first of them at a line of the sheet."""

    names: Sequence[str]
    first_line: int
    rows: Iterator[Row]


def _number(value: float) -> str:
    whole = value.is_integer() and abs(value) < LARGEST_WHOLE
    return str(int(value)) if whole else repr(value)


def _duration(value: dt.timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


WRITERS: Writers = {
    str: lambda value: value or None,
    float: _number,
    int: str,
    bool: lambda value: str(value).lower(),
    dt.datetime: lambda value: value.isoformat(" ", "seconds"),
    dt.date: lambda value: f"{value.isoformat()} 00:00:00",
    dt.time: lambda value: value.isoformat("seconds"),
    dt.timedelta: _duration,
}


def rows(path: Path, file: File) -> pa.RecordBatchReader:
    """Stream a sheet below its header, which is the first row that is not blank.

    Excel's numbers are floats: a whole one below 2**53 is written without a point, any
    other at its shortest. Dates are `%Y-%m-%d %H:%M:%S`, also without a time of day.
    Errors like #N/A are text in an .xlsx; the reader blanks those of other kinds.
    A blank row is a row of nulls; `first_line` in the schema's metadata is the sheet's
    number of the first row. A column without a name is called `column C`.

    Raises
    ------
    InputError
        If the file is no workbook, or has no such sheet, or more columns than names.
    IntegrityError
        If the file would unpack to far more than a workbook holds.
    QualityError
        If the sheet is empty.
    """
    table = _table(path, file)
    line = {"first_line": str(table.first_line)}
    schema = text_schema(table.names).with_metadata(line)
    return pa.RecordBatchReader.from_batches(schema, _batches(table, schema))


def _batches(table: _Table, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    while block := list(islice(table.rows, BATCH_ROWS)):
        yield text_batch(schema, block, WRITERS)


def _table(path: Path, file: File) -> _Table:
    sheet, errors = _read(path, file.table)
    lines = dropwhile(_is_blank, _lines(sheet, errors))
    number, first = next(lines, (0, []))
    if not first:
        raise QualityError(f"no_rows: sheet '{sheet.name}' of '{path}' is empty.")
    names = list(file.names) or list(_names(sheet, first))
    if len(names) < sheet.width:
        raise InputError(
            f"'{path}': sheet '{sheet.name}' should have {len(names)} columns; it has "
            f"{sheet.width}."
        )
    below = lines if file.header else chain([(number, first)], lines)
    missing = [""] * (len(names) - sheet.width)
    return _Table(names, number + file.header, (row + missing for _, row in below))


def _names(sheet: CalamineSheet, header: Row) -> Iterator[str]:
    for column, cell in enumerate(header, _left(sheet)):
        yield WRITERS[type(cell)](cell) or f"column {column_letters(column)}"


def _left(sheet: CalamineSheet) -> int:
    return 1 if sheet.start is None else sheet.start[1] + 1


def _lines(sheet: CalamineSheet, errors: Errors) -> Iterator[Line]:
    """Number the sheet's rows from 1, with the errors that the reader blanks."""
    faulty = {row for row, _ in errors}
    left = _left(sheet)
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, _mended(number, row, left, errors) if number in faulty else row


def _mended(number: int, row: Row, left: int, errors: Errors) -> Row:
    return [errors.get((number, c), cell) for c, cell in enumerate(row, left)]


def _is_blank(line: Line) -> bool:
    return all(cell == "" for cell in line[1])


def _read(path: Path, name: str) -> tuple[CalamineSheet, Errors]:
    with _readable(path):
        zipped = is_zipfile(path)
        if zipped:
            check_archive(path)
        with CalamineWorkbook.from_path(path) as book:
            sheet = _chosen(path, book, name)
            errors = error_cells(path, sheet) if zipped else {}
            return book.get_sheet_by_name(sheet), errors


def _chosen(path: Path, book: CalamineWorkbook, name: str) -> str:
    sheets = book.sheets_metadata
    found = [s.name for s in sheets if s.typ == SheetTypeEnum.WorkSheet]
    chosen = name or next(iter(found), "")
    if chosen not in found:
        raise absent("sheet", chosen, str(path), found)
    return chosen


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        reason = " ".join(str(error).split())
        raise InputError(
            f"'{path}' is no workbook that can be read: {reason}."
        ) from error
