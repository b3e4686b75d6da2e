"""Text files as DuckDB can read them, with the line of every row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from patronage.errors import MachineError
from patronage.ingest.declared.file import File
from patronage.io.text import unpacked
from patronage.io.text.quotes import IntArray
from patronage.io.text.survey import Head, Part, head, survey


@dataclass(frozen=True)
class Text:
    """A text of UTF-8: rows from `first` on stand on the physical `lines` and below.

    `skip` lines of `path` come before the rows. `rejected` are lines that are not in
    it: (line, reason, value).
    """

    path: Path
    skip: int
    columns: tuple[str, ...]
    rows: int
    first: IntArray
    lines: IntArray
    rejected: tuple[tuple[int, str, str], ...]
    warnings: tuple[str, ...]


def prepare(label: str, path: Path, file: File, scratch: Path) -> Text:
    """Look through a text file; rewrite it to `scratch` unless it is plain.

    Plain is UTF-8 whose lines all end alike, without empty or damaged ones.

    Raises
    ------
    MachineError
        If the disk has no room for the copy.
    """
    beginning = head(label, path, file)
    if file.packing == "none" and unpacked.codec(file) == "utf-8":
        parts = survey(beginning, None)
        if parts is not None:
            return _text(beginning, parts, path)
    try:
        with scratch.open("wb") as sink:
            parts = survey(beginning, sink) or []
    except OSError as error:
        raise MachineError(f"{label} cannot be copied: {error}.") from error
    return _text(beginning, parts, scratch)


def _text(head: Head, parts: Sequence[Part], path: Path) -> Text:
    before = itertools.accumulate((part.rows for part in parts), initial=0)
    first = [part.first + n for part, n in zip(parts, before, strict=False)]
    whole = all(part.whole for part in parts)
    cut = f"{head.label} has no newline at its end (truncated_tail)."
    return Text(
        path=path,
        skip=int(head.line > 0 and path == head.path),
        columns=head.columns,
        rows=sum(part.rows for part in parts),
        first=np.concatenate(first),
        lines=np.concatenate([part.lines for part in parts]),
        rejected=tuple(row for part in parts for row in part.rejected),
        warnings=() if whole else (cut,),
    )
