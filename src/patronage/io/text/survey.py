"""One look at a text: its columns, its rows, and the lines they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from patronage.errors import InputError, QualityError
from patronage.ingest.declared.file import File
from patronage.io.raw import headers
from patronage.io.text import unpacked
from patronage.io.text.blocks import Block, blocks
from patronage.io.text.flaws import Flaw, Tally, flaws
from patronage.io.text.quotes import CR, IntArray, Quoting

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Head:
    """A text file, its columns, and the line of its header (0 without one)."""

    label: str
    path: Path
    file: File
    columns: tuple[str, ...]
    line: int

    def blocks(self) -> Iterator[Block]:
        """Read the text."""
        return _blocks(self.label, self.path, self.file)


@dataclass(frozen=True)
class Part:
    """What one block holds; its rows from `first` on stand on `lines` and below."""

    rows: int
    first: IntArray
    lines: IntArray
    rejected: tuple[tuple[int, str, str], ...]
    tally: Tally
    whole: bool


def head(label: str, path: Path, file: File) -> Head:
    """Read the beginning of a text.

    Raises
    ------
    InputError
        If its header cannot be trusted.
    QualityError
        If it is empty.
    """
    _check_wide(label, path, file)
    for block in _blocks(label, path, file):
        filled = np.flatnonzero(~block.blank)
        if len(filled):
            return _head(label, path, file, (block, int(filled[0])))
    raise QualityError(f"{label} is empty (no_rows).")


def survey(head: Head, sink: BinaryIO | None) -> list[Part] | None:
    """Read a text to its end, and write it to a sink as UTF-8 with LF.

    Without a sink the text should be so already: else there is no answer.

    Raises
    ------
    InputError
        If it is evidently no text of the declared encoding.
    """
    parts: list[Part] = []
    tally, styles = Tally(), set[bool]()
    for block in head.blocks():
        found, counted = flaws(block, head.file)
        tally, styles = tally + counted, styles | set(block.windows.tolist())
        if tally.another_encoding:
            raise misencoded(head.label, head.path, head.file)
        if sink is None and (found or len(styles) > 1 or not _tidy(block, head)):
            return None
        kept = _kept(block, found, head.line)
        if sink is not None:
            sink.write(block.tidied(kept))
        parts.append(_part(block, kept, (found, counted)))
    return parts


def misencoded(label: str, path: Path, file: File) -> InputError:
    """Return the error for a text that is not of the declared encoding."""
    place = unpacked.first_undecodable(label, path, file)
    others = " or ".join(unpacked.candidates(label, path, file))
    return InputError(
        f"{label} is not {file.encoding} at byte {place}; it may be {others}."
    )


def _blocks(label: str, path: Path, file: File) -> Iterator[Block]:
    return blocks(label, unpacked.utf8(label, path, file), Quoting.of(file))


def _check_wide(label: str, path: Path, file: File) -> None:
    """Refuse UTF-16 that is not declared: half of its bytes are zero."""
    sample = next(unpacked.unpacked(label, path, file), b"")[:4096]
    wide = sample.count(0) * 10 > len(sample) * 3 or sample.startswith(WIDE_MARKS)
    if wide and unpacked.codec(file) == "utf-8":
        place = 0 if sample.startswith(WIDE_MARKS) else sample.find(0)
        raise InputError(f"{label} is not utf-8 at byte {place}; it may be utf-16.")


def _head(label: str, path: Path, file: File, found: tuple[Block, int]) -> Head:
    block, index = found
    if file.format == "lines":
        return Head(label, path, file, ("text",), 0)
    try:
        text = block.record(index).decode()
    except UnicodeDecodeError:
        if not file.header:
            return Head(label, path, file, tuple(file.names), 0)
        raise misencoded(label, path, file) from None
    line = int(block.lines[index]) if file.header else 0
    return Head(label, path, file, headers.parsed(label, text, file), line)


def _tidy(block: Block, head: Head) -> bool:
    """Tell whether DuckDB sees the same lines in a block without flaws."""
    beginning = block.lines[:2].tolist()
    header_is_a_line = head.line == 0 or beginning in ([1], [1, 2]) or beginning[0] > 1
    # DuckDB finds out by the header which line end counts, else it should be LF.
    alone = (block.codes[block.ends] == CR) | (block.windows & (head.line == 0))
    return header_is_a_line and not (block.blank | alone).any()


def _kept(block: Block, found: Sequence[Flaw], header: int) -> NDArray[np.bool_]:
    kept = ~block.blank & (block.lines != header)
    kept[[flaw.record for flaw in found]] = False
    return kept


def _part(
    block: Block, kept: NDArray[np.bool_], judged: tuple[list[Flaw], Tally]
) -> Part:
    found, tally = judged
    lines = block.lines[kept]
    jumps = np.flatnonzero(np.diff(lines, prepend=lines[:1] - 2) != 1)
    rejected = tuple((int(block.lines[f.record]), f.reason, f.value) for f in found)
    return Part(len(lines), jumps, lines[jumps], rejected, tally, block.whole)
