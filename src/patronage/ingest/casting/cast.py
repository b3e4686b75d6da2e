"""One raw expression into one or more columns of a contract, with reasons for no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from patronage.ingest.sql import listed, parsed, raw

FLOATS = frozenset({"DOUBLE", "FLOAT"})
WHOLE = frozenset(
    f"{sign}{size}INT"
    for sign in ("", "U")
    for size in ("TINY", "SMALL", "BIG", "HUGE")
) | {"INTEGER", "UINTEGER"}
MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
MANGLED = (
    r"^\s*([+-]?[0-9](\.[0-9]+)?E\+(1[1-9]|[2-9][0-9]|[0-9]{3})|#{3,}"
    rf"|[0-9]{{1,2}}-{MONTH}(-[0-9]{{2,4}})?|{MONTH}-[0-9]{{2,4}})\s*$"
)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """How a raw column becomes output columns.

    `steps` are SQL by new name, each over the raw column and the steps before it (of
    all casts, those of a lower place); `values` (by output column), `checks` and
    `rounding` are SQL over all of them. The first check that holds rejects the row, and
    its name is the reason. `rounding` is what the value has lost, NULL where nothing.
    """

    column: str
    steps: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    checks: Mapping[str, str] = field(default_factory=dict)
    rounding: str = ""


def blank(column: str, kind: str, nulls: Sequence[str]) -> str:
    """Say whether the source gives nothing: NULL, blanks or a declared token."""
    value = raw(column)
    if kind == "VARCHAR":
        return f"trim(coalesce({value}, '')) IN ({listed(['', *nulls])})"
    tokens = f" OR CAST({value} AS VARCHAR) IN ({listed(nulls)})" if nulls else ""
    return f"({value} IS NULL{tokens})"


def readable(column: str, kind: str, nulls: Sequence[str]) -> str:
    """Return the raw value, NULL where it is a token that could pass for a value.

    A token without a digit is no number and no time anyway: such values are not
    compared with it, one by one.
    """
    tokens = [token for token in nulls if any(map(str.isdigit, token))]
    if not tokens:
        return raw(column)
    return f"CASE WHEN NOT {blank(column, kind, tokens)} THEN {raw(column)} END"


def unless(accepted: str, fault: str) -> str:
    """Look for a fault only where a value has not been accepted.

    CASE evaluates an arm for the rows that reach it, AND both sides for all.
    """
    return f"CASE WHEN {accepted} THEN false ELSE {fault} END"


def mangled(column: str) -> str:
    """Say whether a spreadsheet has made #####, 1.23E+15 or 1-Mar of a text."""
    return f"regexp_matches({raw(column)}, '{MANGLED}')"


def whole(
    column: str, kind: str, *, nulls: Sequence[str] = (), required: bool = True
) -> Cast:
    """Turn a whole number into an integer; 1.5 is none."""
    given = readable(column, kind, nulls)
    value = f"TRY_CAST({given} AS BIGINT)"
    exact = (
        f"NOT {raw(column)} GLOB '*[!0-9 +-]*'"
        if kind == "VARCHAR"
        else f"{value} = {raw(column)}"
    )
    return _tried(
        column,
        f"CASE WHEN {exact} THEN {value} END",
        "true" if required else f"NOT {blank(column, kind, nulls)}",
    )


def flag(column: str, kind: str, *, nulls: Sequence[str] = ()) -> Cast:
    """Turn a yes or no into a boolean; blank is null."""
    given = f"NOT {blank(column, kind, nulls)}"
    value = f"TRY_CAST({raw(column)} AS BOOLEAN)"
    return _tried(column, f"CASE WHEN {given} THEN {value} END", given)


def _tried(column: str, value: str, needed: str) -> Cast:
    return Cast(
        column=column,
        steps=((parsed(column), value),),
        values={column: parsed(column)},
        checks={
            f"{column}_format": unless(f"{parsed(column)} IS NOT NULL", needed),
        },
    )
