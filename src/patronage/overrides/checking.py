"""What people have written about where customers should be, checked."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from patronage.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

COLUMNS = ("customer_id", "scheme", "segment", "reason", "approver", "expires")
LINE = "line"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def checked(texts: pd.DataFrame, customers: pd.Series) -> pd.DataFrame:
    """Return the overrides in order of scheme and customer, `expires` as written.

    `texts` are the rows of the file as they stand, the index being their line.
    `expires` is the last day on which an override holds.

    Raises
    ------
    InputError
        If a row leaves something out, there is no such customer or day, or two rows
        are of one customer and scheme: a sentence each, with the line.
    """
    numbered = texts.rename_axis(LINE).reset_index().astype("str")
    known = set(customers)
    names = [str(name) for name in numbered]
    rows = [dict(zip(names, row, strict=True)) for row in numbered.to_numpy()]
    problems = [said for row in rows for said in _problems(row, known)]
    problems += _repeated(rows)
    if problems:
        raise InputError(" ".join(f"overrides: {each}" for each in problems))
    return numbered.sort_values(["scheme", "customer_id"], ignore_index=True)


def _problems(row: Mapping[str, str], known: set[str]) -> Iterator[str]:
    at = f"line {row[LINE]}"
    empty = [name for name in COLUMNS if not row[name]]
    if empty:
        yield f"{at} should say its {' and '.join(empty)}; it is empty."
    if row["customer_id"] and row["customer_id"] not in known:
        yield f"{at} should name a customer of the features; there is none such."
    if row["expires"] and not _is_day(row["expires"]):
        yield f"{at} should expire on a day YYYY-MM-DD; got '{row['expires']}'."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return DAY.fullmatch(text) is not None


def _repeated(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        pair = row["customer_id"], row["scheme"]
        before = first.setdefault(pair, row[LINE])
        if all(pair) and before != row[LINE]:
            yield (
                f"line {row[LINE]} should be the only one of its customer and scheme "
                f"'{row['scheme']}'; line {before} is of both too."
            )
