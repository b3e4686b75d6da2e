"""What a workbook's reader does not say: is it sane, and which cells are errors."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, iterparse, parse
from zipfile import BadZipFile, ZipFile

from patronage.errors import InputError, IntegrityError

BOMB_BYTES, BOMB_RATIO = 1 << 30, 200
# The reader keeps 32 bytes for each cell between the first and the last.
MOST_CELLS, MOST_ROWS = 1 << 27, 1 << 20
CHUNK, OVERLAP = 1 << 20, 64
CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
COLUMN = re.compile(rb"r=[\"']([A-Z]{1,3})[0-9]")
ROW = re.compile(rb"r=[\"'][A-Z]{1,3}([0-9]{1,7})")
ERROR = re.compile(rb"t=[\"']e[\"']")
# What zipfile raises, besides its own error, for bytes that are not as they were.
DAMAGE = (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_archive(path: Path) -> None:
    """Refuse an archive that is damaged, or would unpack to a flood.

    Raises
    ------
    InputError
        If it is damaged.
    IntegrityError
        If it unpacks to more than 1 GiB and more than 200 times its size.
    """
    with ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > max(BOMB_BYTES, BOMB_RATIO * path.stat().st_size):
            raise IntegrityError(
                f"'{path}' should be a workbook; it would unpack to {unpacked} bytes."
            )
        if not _intact(archive):
            raise InputError(f"'{path}' is damaged.")


def error_cells(path: Path, sheet: str) -> Mapping[tuple[int, int], str]:
    """Return the text of an .xlsx sheet's errors, like #N/A, by row and column from 1.

    Raises
    ------
    InputError
        If a stray cell makes the sheet larger than any table.
    """
    with ZipFile(path) as archive:
        part = _part(archive, sheet)
        if part is None:
            return {}
        _check_span(f"'{path}': sheet '{sheet}'", archive, part)
        found = any(ERROR.search(text) for text in _pieces(archive, part))
        return dict(_errors(archive, part)) if found else {}


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return A for 1, AA for 27."""
    before, last = divmod(number - 1, 26)
    return (column_letters(before) if before else "") + chr(ord("A") + last)


def _intact(archive: ZipFile) -> bool:
    try:
        return archive.testzip() is None
    except DAMAGE:
        return False


def _part(archive: ZipFile, sheet: str) -> str | None:
    if not {BOOK, RELATIONS} <= set(archive.namelist()):
        return None
    identities = {e.get("name"): e.get(RELATION) for e in _elements(archive, BOOK)}
    targets = {e.get("Id"): e.get("Target") for e in _elements(archive, RELATIONS)}
    target = targets.get(identities.get(sheet)) or ""
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return part if part in archive.namelist() else None


def _elements(archive: ZipFile, part: str) -> Iterator[Element]:
    with archive.open(part) as stream:
        yield from parse(stream).iter()  # noqa: S314 - expat bounds entities


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    """Read a part in pieces, each with the end of the one before it."""
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            yield tail + chunk
            tail = (tail + chunk)[-OVERLAP:]


def _check_span(label: str, archive: ZipFile, part: str) -> None:
    columns = _last(archive, part, COLUMN, column_number)
    if columns * MOST_ROWS <= MOST_CELLS:
        return
    rows = _last(archive, part, ROW, int)
    if columns * rows > MOST_CELLS:
        raise InputError(
            f"{label} should be one table; its cells reach to "
            f"{column_letters(columns)}{rows}."
        )


def _last(
    archive: ZipFile, part: str, kind: re.Pattern[bytes], number: Callable[[str], int]
) -> int:
    found = {
        each for text in _pieces(archive, part) for each in set(kind.findall(text))
    }
    return max((number(each.decode()) for each in found), default=0)


def _errors(archive: ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    with archive.open(part) as stream:
        for cell in _cells(stream):
            match = CELL.fullmatch(cell.get("r") or "")
            if cell.get("t") == "e" and match is not None:
                letters, row = match.groups()
                yield (int(row), column_number(letters)), _value(cell)


def _cells(stream: IO[bytes]) -> Iterator[Element]:
    for _, element in iterparse(stream):  # noqa: S314 - expat bounds entities
        kind = element.tag.rpartition("}")[2]
        if kind == "c":
            yield element
        if kind == "row":
            element.clear()


def _value(cell: Element) -> str:
    values = (e.text for e in cell if e.tag.rpartition("}")[2] == "v")
    return next(values, None) or ""
