"""Small tables that people keep by hand: read whole, as text, line by line."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from patronage.errors import InputError

MOST_BYTES = 50_000_000


def read_small_csv(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Return these columns of a CSV as stripped text; the index is the line number.

    Raises
    ------
    InputError
        If there is no such file, it is no UTF-8 or too large, lacks a column, or a line
        has not as many fields as the head.
    """
    if not path.is_file():
        raise InputError(f"'{path}' should be a file; there is none.")
    if path.stat().st_size > MOST_BYTES:
        raise InputError(
            f"'{path}' should be a small table, of {MOST_BYTES / 1e6:.0f} MB at most."
        )
    lines, rows = _rows(path)
    head = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in columns if name not in head]
    if missing:
        raise InputError(
            f"'{path}' should have the columns {', '.join(columns)}; missing: "
            f"{', '.join(missing)} (found: {', '.join(head) or 'none'})."
        )
    _check_lengths(path, dict(zip(lines, rows, strict=True)))
    table = pd.DataFrame(rows[1:], columns=head, index=lines[1:], dtype="str")
    return table[list(columns)].apply(lambda column: column.str.strip())


def _rows(path: Path) -> tuple[list[int], list[list[str]]]:
    lines, rows = [], []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for row in reader:
                if any(field.strip() for field in row):
                    lines.append(reader.line_num)
                    rows.append(row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"'{path}' should be CSV in UTF-8; {error}.") from error
    return lines, rows


def _check_lengths(path: Path, rows: Mapping[int, Sequence[str]]) -> None:
    width = len(next(iter(rows.values())))
    wrong = [line for line, row in rows.items() if len(row) != width]
    if wrong:
        raise InputError(
            f"'{path}' should have {width} fields in each line, as its head has; got "
            f"{len(rows[wrong[0]])} in line {wrong[0]}."
        )
