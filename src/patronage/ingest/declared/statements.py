"""Pieces of SQL in a yaml: each is one expression, and no statement of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from patronage.errors import ConfigError

NAMES = (
    *("expression", "relation", "updated_at", "maker", "column", "original_order"),
    *("customer_id", "field", "value", "old_value", "checker"),
)
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
# Strings that escape by backslash end elsewhere than it seems.
OUTSIDE = re.compile(r";|--|/\*|\$\$|(?i:(?<!\w)e'')")


def check_statements(declared: Any) -> None:
    """Refuse SQL that ends before its text does, or hides some of it.

    Raises
    ------
    ConfigError
        Naming the first such piece.
    """
    for text in _pieces(declared):
        found = OUTSIDE.search(QUOTED.sub("''", text))
        if found:
            raise ConfigError(
                "a piece of SQL should be one expression, without comments; got "
                f"{found.group()!r} in {text!r}."
            )


def _pieces(declared: Any, name: str = "") -> Iterator[str]:
    """Walk to the texts that are SQL: named so, or plain columns of expressions."""
    if isinstance(declared, str):
        if name in NAMES:
            yield declared
    elif is_dataclass(declared):
        for each in fields(declared):
            yield from _pieces(getattr(declared, each.name), each.name)
    elif isinstance(declared, Mapping):
        inner = "expression" if name == "columns" else ""
        for value in declared.values():
            yield from _pieces(value, inner)
