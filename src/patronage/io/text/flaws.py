"""Records that are no text: badly encoded, or with control characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from patronage.ingest.declared.file import File
from patronage.io.text.blocks import Block
from patronage.io.text.quotes import IntArray
from patronage.io.text.unpacked import codec

CONTROL = bytes(set(range(32)) - set(b"\t\n\r")) + b"\x7f"
VALUE_LENGTH = 64
BAD_ENCODING, CONTROL_CHAR = "bad_encoding", "control_char"


@dataclass(frozen=True)
class Flaw:
    """What keeps one record of a block out."""

    record: int
    reason: str
    value: str


@dataclass(frozen=True)
class Tally:
    """How many records are beyond ASCII, and how many of these are badly encoded."""

    foreign: int = 0
    bad: int = 0
    chinese: bool = False

    def __add__(self, other: Tally) -> Tally:
        """Count two blocks as one."""
        return Tally(
            self.foreign + other.foreign,
            self.bad + other.bad,
            self.chinese or other.chinese,
        )

    @property
    def another_encoding(self) -> bool:
        """Whether the records speak for another encoding than the declared one."""
        return self.bad * 2 > self.foreign and (self.bad >= 10 or self.chinese)


def flaws(block: Block, file: File) -> tuple[list[Flaw], Tally]:
    """Find the records of a block that are no text."""
    foreign = _foreign(block)
    bad = [] if _decodes(block.data, "utf-8") else _badly_encoded(block, foreign)
    chinese = codec(file) == "utf-8" and any(
        _decodes(block.record(index), "gb2312") for index in bad
    )
    found = dict.fromkeys(_controlled(block, file), CONTROL_CHAR)
    found |= dict.fromkeys(bad, BAD_ENCODING)
    made = [Flaw(i, reason, shown(block.record(i))) for i, reason in found.items()]
    return sorted(made, key=lambda flaw: flaw.record), Tally(
        len(foreign), len(bad), chinese
    )


def shown(record: bytes) -> str:
    """Return the beginning of a record as text that is safe to show."""
    text = record[: 4 * VALUE_LENGTH].decode("utf-8", "replace")[:VALUE_LENGTH]
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _foreign(block: Block) -> IntArray:
    if block.data.isascii():
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.maximum.reduceat(block.codes, block.starts) > 127)


def _badly_encoded(block: Block, foreign: IntArray) -> list[int]:
    return [i for i in foreign.tolist() if not _decodes(block.record(i), "utf-8")]


def _controlled(block: Block, file: File) -> Iterator[int]:
    unwanted = CONTROL.translate(None, file.delimiter.encode())
    if len(block.data.translate(None, unwanted)) < len(block.data):
        marked = np.isin(block.codes, np.frombuffer(unwanted, dtype=np.uint8))
        places = np.flatnonzero(marked)
        yield from np.unique(np.searchsorted(block.ends, places)).tolist()


def _decodes(record: bytes, encoding: str) -> bool:
    try:
        record.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
