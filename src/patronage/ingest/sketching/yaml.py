"""A yaml for a person to correct: what is doubtful is said above its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MISSING = "???"
PLAIN = re.compile(r"[A-Za-z_][\w.]*")
WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
INTERPOLATION = re.compile(r"(\\*)\$\{")


@dataclass(frozen=True)
class Reference:
    """The value of another key, written `${...}`."""

    key: str


@dataclass(frozen=True)
class Doubted:
    """A value with what a person should check about it."""

    value: Any
    doubts: tuple[str, ...]


def lines(node: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """Write a mapping, one key a line, inner mappings indented."""
    space = " " * indent
    for key, noted in node.items():
        value, doubts = _parted(noted)
        yield from (f"{space}# doubt: {_one_line(doubt)}" for doubt in doubts)
        if isinstance(value, Mapping) and value:
            yield f"{space}{scalar(key)}:"
            yield from lines(value, indent + 2)
        else:
            written = MISSING if value == MISSING else scalar(value)
            yield f"{space}{scalar(key)}: {written}"


def scalar(value: Any) -> str:
    """Write one value on one line."""
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Reference):
        return f"${{{value.key}}}"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(scalar, value))}]"
    said = {None: "null", True: "true", False: "false"}
    return said[value] if value is None or isinstance(value, bool) else str(value)


def _text(text: str) -> str:
    if PLAIN.fullmatch(text) and text.casefold() not in WORDS:
        return text
    # A name in a file must not become a reference to another value.
    shut = INTERPOLATION.sub(lambda m: m[1] * 2 + r"\${", text)
    escaped = shut.replace("\\", "\\\\").replace('"', '\\"')
    shown = (c if c.isprintable() else _escaped(c) for c in escaped)
    return f'"{"".join(shown)}"'


def _escaped(character: str) -> str:
    # Python's escapes are YAML's too.
    return character.encode("unicode_escape").decode("ascii")


def _parted(value: Any) -> tuple[Any, tuple[str, ...]]:
    if not isinstance(value, Doubted):
        return value, ()
    inner, doubts = _parted(value.value)
    return inner, (*value.doubts, *doubts)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
