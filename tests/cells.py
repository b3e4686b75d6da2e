"""Casts at work on a few cells: what becomes of each, and why not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from patronage.ingest import sql
from patronage.ingest.casting.cast import Cast

Made = Callable[[str], Cast]


@dataclass(frozen=True)
class Cell:
    """The reason and the values of one row."""

    reason: str | None
    values: dict[str, Any]


def cells(make: Made, given: Sequence[Any], kind: str = "VARCHAR") -> list[Any]:
    """Each given value as its column holds it, or the reason in brackets."""
    column = make(kind).column
    made = rows({column: make}, [{column: value} for value in given], {column: kind})
    return [f"[{r.reason}]" if r.reason else r.values[column] for r in made]


def rows(
    makers: Mapping[str, Made],
    given: Sequence[Mapping[str, Any]],
    kinds: Mapping[str, str] | None = None,
) -> list[Cell]:
    """Rows through several casts at once; columns are text unless said otherwise."""
    types = {name: (kinds or {}).get(name, "VARCHAR") for name in makers}
    casts = [make(types[name]) for name, make in makers.items()]
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        raw = ", ".join(f"{sql.raw(name)} {kind}" for name, kind in types.items())
        connection.execute(f"CREATE TABLE given (line BIGINT, {raw})")
        for line, row in enumerate(given):
            marks = ", ".join(["?"] * (len(types) + 1))
            values = [line, *(row[name] for name in types)]
            connection.execute(f"INSERT INTO given VALUES ({marks})", values)
        found = connection.execute(_query(casts)).fetchall()
        names = [column[0] for column in connection.description]
    made = [dict(zip(names, row, strict=True)) for row in found]
    return [Cell(row.pop("reason"), row) for row in made]


def _query(casts: list[Cast]) -> str:
    query = "given"
    for place in range(max(len(cast.steps) for cast in casts)):
        steps = [step for cast in casts for step in cast.steps[place : place + 1]]
        named = ", ".join(f"{text} AS {name}" for name, text in steps)
        query = f"(SELECT *, {named} FROM {query})"
    checks = [check for cast in casts for check in cast.checks.items()]
    reason = sql.case((fault, sql.literal(name)) for name, fault in checks)
    values = {name: text for cast in casts for name, text in cast.values.items()}
    as_text = ", ".join(
        f"CAST({text} AS VARCHAR) AS {sql.name(name)}"
        if name.endswith(("_at", "_day"))
        else f"{text} AS {sql.name(name)}"
        for name, text in values.items()
    )
    return f"SELECT {as_text}, {reason} AS reason FROM {query} ORDER BY line"
