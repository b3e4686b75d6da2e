"""Numbers from text, decimals, integers or floats: exact where the source is."""

from __future__ import annotations

from decimal import Decimal

from patronage.ingest.casting.cast import FLOATS, Cast
from patronage.ingest.casting.written import LARGEST, Written, fits
from patronage.ingest.declared.rows import Value
from patronage.ingest.sql import case, name, parsed

# 24 decimals beside the 13 digits of the largest number.
LONG = "DECIMAL(38, 24)"
# Text of at most 11 characters without letters has at most 10 decimals.
SHORT_TEXT = "strlen({0}) <= 11 AND NOT {0} GLOB '*[A-z]*'"
SHORT_DECIMALS = 10
LOST = "DECIMAL(9, 9)"
UNDOUBTED = "100000000000"  # a spreadsheet shows larger ones as 1.2E+11


def number(column: str, kind: str, value: Value) -> Cast:
    """Turn a number into a double; blank is null."""
    written, out = Written(column=column, kind=kind, value=value), parsed(column)
    return Cast(
        column=column,
        steps=(*written.steps, (out, written.read("DOUBLE"))),
        values={column: out},
        checks=written.checks(out, f"abs({out}) < {UNDOUBTED}", required=False),
    )


def scaled(
    column: str, kind: str, value: Value, *, scale: int, required: bool = False
) -> Cast:
    """Turn a number into whole parts of 10**-scale, halves to the even one.

    Text and decimals are exact; a float is taken at the nearest part.
    """
    written = Written(column=column, kind=kind, value=value)
    short, long = name(f"short_{column}"), parsed(column)
    target = "DOUBLE" if kind in FLOATS else LONG
    steps = (
        (short, _short(written, scale)),
        (long, f"CASE WHEN {short} IS NULL THEN {written.read(target)} END"),
    )
    parts = (
        (f"{short} IS NOT NULL", _parts(short, scale)),
        (fits(long), _parts(long, scale, kind)),
    )
    known = f"{short} IS NOT NULL"
    return Cast(
        column=column,
        steps=(*written.steps, *steps),
        values={column: case(parts)},
        checks=written.checks(_either(column), known, required=required),
        rounding=_rounding(column, kind, scale),
    )


def rated(cast: Cast, rate: str, scale: int) -> Cast:
    """Return the cast of money whose unit is worth `rate` of the ledger's.

    `rate` is SQL of a DECIMAL(18, 9) below 10**6, NULL where it is not known. The
    product is exact; of a foreign amount 10 decimals count.
    """
    column, range_ = cast.column, f"{cast.column}_range"
    number = case([(fits(_either(column)), _either(column))])
    worth = f"CAST({number} AS DECIMAL(38, 10)) * {rate}"
    own = f"{rate} = 1"
    value = case(((own, cast.values[column]), (fits(worth), _parts(worth, scale))))
    beyond = f"({cast.checks[range_]} OR coalesce(abs({worth}) > {LARGEST}, false))"
    return Cast(
        column=column,
        steps=cast.steps,
        values={column: value},
        checks={**cast.checks, range_: beyond},
        rounding=case([(own, cast.rounding)]) if cast.rounding else "",
    )


def _either(column: str) -> str:
    return f"coalesce({name(f'short_{column}')}, {parsed(column)})"


def _short(written: Written, scale: int) -> str:
    """Read most numbers in 64 bits, a quarter of the work of 128.

    Of 17 digits, twice the scale stays free for the parts of 10**-scale.
    """
    decimals = max(SHORT_DECIMALS, 2 * scale)
    target = f"DECIMAL(17, {decimals})"
    cast = f"TRY_CAST({written.given} AS {target})"
    if written.kind in FLOATS or _decimals(written.kind) > SHORT_DECIMALS:
        return f"CAST(NULL AS {target})"
    if written.kind != "VARCHAR":
        return cast
    return f"CASE WHEN {SHORT_TEXT.format(written.source)} THEN {cast} END"


def _decimals(kind: str) -> int:
    return int(kind[:-1].partition(",")[2]) if kind.startswith("DECIMAL") else 0


def _rounding(column: str, kind: str, scale: int) -> str:
    """Return what is lost of numbers that are finer than the scale, if any can be.

    A float is as fine as it is written: what its 15th digit says counts as nothing.
    """
    short, long = name(f"short_{column}"), parsed(column)
    if kind in FLOATS:
        lost = f"({long} - round_even({long} * {10**scale}, 0) / {10**scale})"
        seen = f"abs({lost}) > greatest(1e-9, abs({long}) * 1e-14)"
        return case([(seen, f"TRY_CAST({lost} AS {LOST})")])
    if kind != "VARCHAR" and _decimals(kind) <= scale:
        return ""
    return case([_finer(short, scale), _finer(long, scale)])


def _finer(number: str, scale: int) -> tuple[str, str]:
    """Say whether a decimal is finer than its scale, and by how much."""
    # A remainder costs a third less than a comparison with the rounded number.
    unit = f"CAST({Decimal(1).scaleb(-scale):f} AS DECIMAL({scale + 1}, {scale}))"
    lost = f"CAST({number} - round_even({number}, {scale}) AS {LOST})"
    return f"{number} % {unit} <> 0", lost


def _parts(number: str, scale: int, kind: str = "") -> str:
    if kind in FLOATS:
        return f"CAST(round_even({number} * {10**scale}, 0) AS BIGINT)"
    return f"CAST(round_even({number}, {scale}) * {10**scale} AS BIGINT)"
