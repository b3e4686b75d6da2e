"""Names of columns: as a header writes them, and as expressions may use them."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from patronage.errors import InputError
from patronage.ingest.declared.file import File

DELIMITERS = (",", ";", "\t", "|")


def named(label: str, raw: Sequence[str], file: File) -> tuple[str, ...]:
    """Trim and NFKC-normalise the names of a header, and apply the aliases.

    A column without a name is called `column_3` after its place.

    Raises
    ------
    InputError
        If two columns have one name, also if only case tells them apart.
    """
    canonical = {
        _tidy(alias): name for name, others in file.aliases.items() for alias in others
    }
    tidy = [_tidy(name) or f"column_{i + 1}" for i, name in enumerate(raw)]
    names = tuple(canonical.get(name, name) for name in tidy)
    check_single(label, names)
    return names


def parsed(label: str, line: str, file: File) -> tuple[str, ...]:
    """Return the columns of a text whose first line is given.

    Raises
    ------
    InputError
        If the line looks like it has another delimiter than declared.
    """
    expected = len(file.names) or None
    try:
        raw = _fields(line, file.delimiter, file.quote)
        if len(raw) != expected and (len(raw) == 1 or expected):
            _check_delimiter(label, line, file, expected)
    except csv.Error as error:
        raise InputError(f"{label}: its header cannot be read: {error}.") from error
    return named(label, file.names or raw, file)


def check_single(label: str, names: Sequence[str]) -> None:
    """Refuse names of which two are one, also if only case tells them apart."""
    counts = Counter(name.casefold() for name in names)
    doubled = sorted({name for name in names if counts[name.casefold()] > 1})
    if doubled:
        raise InputError(f"{label} names columns twice: {', '.join(doubled)}.")


def check_same(label: str, first: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Refuse a file of a set whose columns are not those of the set's first file."""
    lacking = [f"'{name}' is missing" for name in first if name not in other]
    further = [
        f"'{name}' is not in the first file" for name in other if name not in first
    ]
    if lacking or further:
        raise InputError(
            f"{label} should have the columns of the set's first file; "
            f"{', '.join([*lacking, *further])}."
        )


def _check_delimiter(label: str, line: str, file: File, expected: int | None) -> None:
    found = len(_fields(line, file.delimiter, file.quote))
    for other in DELIMITERS:
        count = len(_fields(line, other, file.quote))
        if other != file.delimiter and count > 1 and count == (expected or count):
            raise InputError(
                f"{label}: {found} {'column' if found == 1 else 'columns'} found, "
                f"expected {count}; the file looks like its delimiter is {other!r}, "
                f"not {file.delimiter!r}."
            )


def _fields(line: str, delimiter: str, quote: str) -> list[str]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    rows = csv.reader(
        line.splitlines(keepends=True),
        delimiter=delimiter,
        quotechar=quote or None,
        quoting=quoting,
    )
    return next(rows, [])


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()
