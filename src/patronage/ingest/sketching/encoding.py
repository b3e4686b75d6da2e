"""In which encoding text is written, with what speaks against it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ANYTHING = "latin-1"
OTHERS = ("gb18030", "big5", "cp1252", ANYTHING)
IDEOGRAPHS = range(0x4E00, 0xA000)
ENOUGH = 4096


@dataclass(frozen=True)
class Guess:
    """What something seems to be, and what a person should check about it."""

    value: str
    doubts: tuple[str, ...] = ()


def encoding(head: bytes) -> Guess:
    """Name the encoding of a text by its first bytes, which may end anywhere."""
    by_mark = [name for mark, name in BOMS if head.startswith(mark)]
    if by_mark:
        return Guess(by_mark[0])
    if b"\0" in head[:ENOUGH]:
        return _wide(head[:ENOUGH])
    return Guess("utf-8") if _fits(head, "utf-8") else _foreign(head)


def decoded(head: bytes, name: str) -> str:
    """Decode what is whole of a text, without its mark; wrong bytes become U+FFFD."""
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    return decoder.decode(head).removeprefix("\ufeff")


def _wide(head: bytes) -> Guess:
    name = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return Guess(name, (f"NUL bytes: {name} without a mark, or not a text.",))


def _foreign(head: bytes) -> Guess:
    fitting = [name for name in OTHERS if _fits(head, name)]
    if not _is_chinese(head):
        fitting = [name for name in fitting if name not in ("gb18030", "big5")]
    first, *rest = fitting
    rest = [name for name in rest if name != ANYTHING]
    others = f" (or {', '.join(rest)}?)" if rest else ""
    return Guess(first, (f"not UTF-8; read as {first}{others}: are names right?",))


def _fits(head: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(head: bytes) -> bool:
    letters = [c for c in decoded(head, "gb18030") if ord(c) > 127 and c.isalpha()]
    return sum(ord(c) in IDEOGRAPHS for c in letters) > len(letters) / 2
