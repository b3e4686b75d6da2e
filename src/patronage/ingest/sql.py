"""Pieces of SQL: names and values quoted, never pasted."""

from collections.abc import Iterable, Mapping


def name(identifier: str) -> str:
    """Quote an identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Iterable[str]) -> str:
    """Quote identifiers and join them."""
    return ", ".join(name(identifier) for identifier in identifiers)


def literal(text: str) -> str:
    """Quote a text value."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Iterable[str]) -> str:
    """Quote text values and join them."""
    return ", ".join(map(literal, texts))


def raw(column: str) -> str:
    """Name a column's expression as the source gives it."""
    return name(f"raw_{column}")


def parsed(column: str) -> str:
    """Name a column's value between the raw expression and the contract's type."""
    return name(f"parsed_{column}")


def case(arms: Iterable[tuple[str, str]]) -> str:
    """Return the value of the first condition that holds, else NULL."""
    written = " ".join(f"WHEN {condition} THEN {value}" for condition, value in arms)
    return f"CASE {written} END" if written else "NULL"


def columns(expressions: Mapping[str, str]) -> str:
    """Name each expression."""
    return ", ".join(f"{sql} AS {name(key)}" for key, sql in expressions.items())
