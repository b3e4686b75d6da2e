"""What a sample of a file shows of its dialect and its columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from patronage.errors import InputError
from patronage.ingest.declared.file import Compression
from patronage.ingest.sketching.column import SketchedColumn
from patronage.ingest.sketching.dialect import Dialect, Row, dialect, has_header
from patronage.ingest.sketching.encoding import decoded, encoding
from patronage.ingest.sketching.yaml import Doubted

FILE = "lines"
WORDS = r"(SELECT *, regexp_split_to_array(trim(text), '\s+') AS part FROM lines)"


@dataclass(frozen=True, kw_only=True)
class TextSample:
    """The first bytes of a text, and some lines from further on."""

    head: bytes
    later: tuple[bytes, ...] = ()
    is_whole: bool = True
    compression: Compression = "none"


@dataclass(frozen=True, kw_only=True)
class SketchedFile:
    """How a file is to be declared (`settings`), and the columns looked at."""

    settings: Mapping[str, Any]
    columns: tuple[SketchedColumn, ...]
    relation: str = ""
    n_rows: int = 0
    doubts: tuple[str, ...] = field(default=())


def of_text(sample: TextSample) -> SketchedFile:
    """Find the encoding, the delimiter and the columns of a text.

    Raises
    ------
    InputError
        If it has no rows.
    """
    found = encoding(sample.head)
    lines = _lines(sample, found.value)
    split = dialect(lines)
    rows = [*split.rows(lines), *split.rows(_later(sample, found.value))]
    if not rows:
        raise InputError("the file should have rows; it has none.")
    headed, width = has_header(rows), len(rows[0])
    names = [_clean(name) for name in rows[0]] if headed else _invented(width)
    body = [row for row in rows[headed:] if len(row) == width]
    return SketchedFile(
        settings={
            "format": _format(split, headed=headed),
            **_settings(sample, Doubted(found.value, found.doubts), split),
            **({} if headed or not split.delimiter else _no_header(names)),
        },
        columns=_columns(names, body, split),
        relation="" if split.delimiter else WORDS,
        n_rows=len(body),
        doubts=_ragged(len(rows) - headed - len(body)),
    )


def _lines(sample: TextSample, name: str) -> list[str]:
    lines = list(StringIO(decoded(sample.head, name), newline=""))
    return lines if sample.is_whole else lines[:-1]


def _later(sample: TextSample, name: str) -> list[str]:
    # At any offset a line of UTF-16 could start within a character.
    if name.startswith("utf-16"):
        return []
    return [decoded(line, name) for line in sample.later]


def _settings(sample: TextSample, written: Doubted, split: Dialect) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    if written.doubts or written.value != "utf-8":
        settings["encoding"] = written
    if split.delimiter:
        settings["delimiter"] = Doubted(split.delimiter, split.doubts)
    if split.quote != '"':
        settings["quote"] = split.quote
    if sample.compression != "none":
        settings["compression"] = sample.compression
    return settings


def _format(split: Dialect, *, headed: bool) -> Doubted:
    if split.delimiter:
        return Doubted("csv", ())
    said = "the first line names the columns: it will be rejected."
    return Doubted("lines", (said,) if headed else ())


def _no_header(names: Sequence[str]) -> dict[str, Any]:
    said = ("the first line looks like data, so the names are invented.",)
    return {"header": False, "names": Doubted(tuple(names), said)}


def _columns(
    names: Sequence[str], body: Sequence[Row], split: Dialect
) -> tuple[SketchedColumn, ...]:
    return tuple(
        SketchedColumn(
            name,
            name if split.delimiter else f"part[{i + 1}]",
            tuple(row[i] for row in body),
        )
        for i, name in enumerate(names)
    )


def _invented(width: int) -> list[str]:
    return [f"c{i + 1}" for i in range(width)]


def _clean(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _ragged(count: int) -> tuple[str, ...]:
    said = f"{count} of the lines looked at have another number of columns."
    return (said,) if count else ()
