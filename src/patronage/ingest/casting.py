"""One raw expression into one or more columns of a contract, with reasons for no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from patronage.errors import ConfigError
from patronage.ingest.sql import listed, parsed, raw

FLOATS = frozenset({"DOUBLE", "FLOAT"})
LONGEST = 256


@dataclass(frozen=True, kw_only=True)
class Cast:
    """How a raw column becomes output columns.

    `steps` are SQL by new name, each over the raw column and the steps before it;
    `values` (by output column) and `checks` are SQL over all of them. The first
    check that holds rejects the row, and its name is the reason.
    """

    column: str
    steps: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    checks: Mapping[str, str] = field(default_factory=dict)


def text(
    column: str, kind: str, *, required: bool = False, levels: Sequence[str] = ()
) -> Cast:
    """Keep text and whole numbers as text; blank is null."""
    if kind in FLOATS:
        raise ConfigError(
            f"'{column}' should be text or whole numbers, so that no two become one; "
            f"got {kind} (cast it in its expression)."
        )
    value, given = parsed(column), raw(column)
    written = kind == "VARCHAR"
    clean = f"nullif(nfc_normalize(trim({given})), '')"
    checks = {
        f"null_{column.removesuffix('_id')}": f"{value} IS NULL" if required else "",
        "id_format": f"length({value}) > {LONGEST}",
        "control_char": f"regexp_matches({value}, '[[:cntrl:]]')" if written else "",
        "level": f"{value} NOT IN ({listed(levels)})" if levels else "",
    }
    return Cast(
        column=column,
        steps=((value, clean if written else f"CAST({given} AS VARCHAR)"),),
        values={column: value},
        checks={reason: sql for reason, sql in checks.items() if sql},
    )


def whole(column: str) -> Cast:
    """Turn a whole number into an integer."""
    return _tried(column, "BIGINT", "true")


def flag(column: str) -> Cast:
    """Turn a yes or no into a boolean; null stays null."""
    return _tried(column, "BOOLEAN", f"{raw(column)} IS NOT NULL")


def _tried(column: str, target: str, needed: str) -> Cast:
    value = parsed(column)
    return Cast(
        column=column,
        steps=((value, f"TRY_CAST({raw(column)} AS {target})"),),
        values={column: value},
        checks={f"{column}_format": f"{needed} AND {value} IS NULL"},
    )
