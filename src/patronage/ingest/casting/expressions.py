"""Expressions of a source: a column's name stands for the column, if it is there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence

import duckdb

from patronage.errors import InputError

NAME = re.compile(r'[^\W\d]\w*|"(?:[^"]|"")+"')
# Words that could be a header: no quotes, no calls, no sums that parse.
WORDS = re.compile(r"\w[\w .,:#&%€$£¥/()-]*\s[\w .,:#&%€$£¥/()-]+")
VALUES = ("NULL", "TRUE", "FALSE")
OWN = re.compile("row_number|.*_line", re.DOTALL)  # what every relation has
MOST_NAMES = 20


def resolved(
    label: str, written: Mapping[str, str], columns: Mapping[str, str]
) -> dict[str, str]:
    """Put the SQL of `columns` for expressions that are exactly a column's name.

    Raises
    ------
    InputError
        Naming every expression that is one name, or words that are no SQL, of a
        column that is not there.
    """
    stripped = {name: text.strip() for name, text in written.items()}
    others = {name: t for name, t in stripped.items() if _bare(t) not in columns}
    missing = {n: _bare(t) for n, t in others.items() if _is_name(t) or _is_header(t)}
    if missing:
        present = [name for name in columns if not OWN.fullmatch(name)]
        raise InputError(_sentence(label, missing, present))
    return {name: columns.get(_bare(t), t) for name, t in stripped.items()}


def _is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None and text.upper() not in VALUES


def _is_header(text: str) -> bool:
    """Say whether words can only be meant as a column's name: they are no SQL."""
    if WORDS.fullmatch(text) is None:
        return False
    try:
        duckdb.extract_statements(f"SELECT ({text})")
    except duckdb.ParserException:
        return True
    return False


def _bare(text: str) -> str:
    quoted = _is_name(text) and text.startswith('"')
    return text[1:-1].replace('""', '"') if quoted else text


def _sentence(label: str, missing: Mapping[str, str], present: Sequence[str]) -> str:
    said = ", ".join(
        f"{column}'s '{name}' is missing{_hint(name, present)}"
        for column, name in missing.items()
    )
    near = {
        name for wanted in missing.values() for name in _near(wanted, present, 3, 0.0)
    }
    few = len(present) <= MOST_NAMES
    found = ", ".join(f"'{name}'" for name in present if few or name in near)
    return (
        f"{label}: a column that is named should be there; {said}; "
        f"{'found' if few else 'nearest'}: {found}."
    )


def _hint(name: str, present: Collection[str]) -> str:
    near = _near(name, present, 1, 0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _near(name: str, present: Collection[str], most: int, cutoff: float) -> list[str]:
    folded = {other.casefold(): other for other in present}
    found = difflib.get_close_matches(name.casefold(), folded, most, cutoff)
    return [folded[other] for other in found]
