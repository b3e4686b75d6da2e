"""Numbers from text, decimals, integers or floats: exact where the source is."""

from __future__ import annotations

from patronage.ingest.casting import FLOATS, Cast
from patronage.ingest.sql import parsed, raw

LARGEST = "1e12"
WRITTEN = r"'^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$'"
INFINITE = "'^[+-]?inf(inity)?$'"


def scaled(column: str, kind: str, *, scale: int, required: bool = False) -> Cast:
    """Turn a number into whole parts of 10**-scale, halves to the even one.

    Text and decimals are exact; a float is taken at the nearest part.
    """
    target = "DOUBLE" if kind in FLOATS else "DECIMAL(38, 10)"
    value = f"CAST(round_even({parsed(column)} * {10**scale}, 0) AS BIGINT)"
    return Cast(
        column=column,
        steps=((parsed(column), _parsed(column, kind, target)),),
        values={column: f"CASE WHEN {_fits(column)} THEN {value} END"},
        checks=_checks(column, kind, required=required),
    )


def number(column: str, kind: str) -> Cast:
    """Turn a number into a double; blank is null."""
    return Cast(
        column=column,
        steps=((parsed(column), _parsed(column, kind, "DOUBLE")),),
        values={column: parsed(column)},
        checks=_checks(column, kind, required=False),
    )


def _parsed(column: str, kind: str, target: str) -> str:
    value = raw(column)
    if kind == "VARCHAR":
        cast = f"TRY_CAST(trim({value}) AS {target})"
        return f"CASE WHEN {_written(column)} THEN {cast} END"
    if kind in FLOATS:
        return f"CASE WHEN isfinite({value}) THEN CAST({value} AS DOUBLE) END"
    return f"TRY_CAST({value} AS {target})"


def _checks(column: str, kind: str, *, required: bool) -> dict[str, str]:
    blank = f"({_blank(column, kind)})"
    faults = {
        "nonfinite": _nonfinite(column, kind),
        "format": f"NOT {_written(column)}" if kind == "VARCHAR" else "",
        "range": f"NOT coalesce({_fits(column)}, false)",
    }
    missing = {f"{column}_null": blank} if required else {}
    return missing | {
        f"{column}_{reason}": f"NOT {blank} AND {sql}"
        for reason, sql in faults.items()
        if sql
    }


def _blank(column: str, kind: str) -> str:
    value = raw(column)
    if kind == "VARCHAR":
        return f"coalesce(lower(trim({value})), '') IN ('', 'nan')"
    return f"{value} IS NULL" + (f" OR isnan({value})" if kind in FLOATS else "")


def _nonfinite(column: str, kind: str) -> str:
    value = raw(column)
    if kind in FLOATS:
        return f"isinf({value})"
    if kind != "VARCHAR":
        return ""
    overflow = f"coalesce(isinf(TRY_CAST(trim({value}) AS DOUBLE)), true)"
    return (
        f"(regexp_matches(lower(trim({value})), {INFINITE}) "
        f"OR ({_written(column)} AND {overflow}))"
    )


def _written(column: str) -> str:
    return f"regexp_matches(trim({raw(column)}), {WRITTEN})"


def _fits(column: str) -> str:
    return f"abs({parsed(column)}) <= {LARGEST}"
