"""Keys of customers in the one form in which equal ones are equal."""

from __future__ import annotations

import unicodedata

from patronage.errors import ConfigError
from patronage.ingest import sql
from patronage.ingest.casting.cast import FLOATS
from patronage.ingest.declared.keys import Key

FOLD = "fold_text"
INTERNATIONAL = r"'^(\+|00)'"


def fold(text: str) -> str:
    """Return text without its differences of width and of case (NFKC, casefold)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded)


def normalised(column: str, key: Key, *, kind: str) -> str:
    """Return SQL for a key's value in a raw column; NULL where it says nothing.

    The SQL calls `fold` by the name of `FOLD` for what is not ASCII.

    Raises
    ------
    ConfigError
        If the key is a float, whose digits are not its own.
    """
    if kind in FLOATS:
        raise ConfigError(
            f"identity: {key.expression} should be text or whole numbers; got {kind} "
            "(cast it in its expression)."
        )
    form = _FORMS[key.normalise]
    value = f"nullif({form(_folded(sql.raw(column)))}, '')"
    if not key.ignore:
        return value
    ignored = (f"coalesce({form(_folded(sql.literal(v)))}, '')" for v in key.ignore)
    return f"CASE WHEN {value} NOT IN ({', '.join(ignored)}) THEN {value} END"


def _folded(expression: str) -> str:
    written = f"CAST({expression} AS VARCHAR)"
    return (
        f"CASE WHEN strlen({written}) = length({written}) "
        f"THEN lower({written}) ELSE {FOLD}({written}) END"
    )


def _text(folded: str) -> str:
    return rf"trim(regexp_replace({folded}, '[\s\p{{Z}}]+', ' ', 'g'))"


def _digits(folded: str) -> str:
    return f"regexp_replace({folded}, '[^0-9]', '', 'g')"


def _phone(folded: str) -> str:
    dialled = f"regexp_replace({folded}, '[^0-9+]', '', 'g')"
    return _digits(f"regexp_replace({dialled}, {INTERNATIONAL}, '')")


def _email(folded: str) -> str:
    address = _text(folded)
    return f"CASE WHEN {address} LIKE '%_@_%' THEN {address} END"


_FORMS = {"text": _text, "digits": _digits, "phone": _phone, "email": _email}
