"""Ids and other text: composed and trimmed, otherwise as they are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from patronage.errors import ConfigError
from patronage.ingest.casting.cast import FLOATS, MANGLED, WHOLE, Cast
from patronage.ingest.declared.rows import Value
from patronage.ingest.sql import listed, name, parsed, raw

LONGEST = 256
ODD = "GLOB '*[!!-~]*'"  # anything but ASCII letters, digits and marks
POINT_ZERO = r"^-?[0-9]+\.0+$"
FRACTION = r"^-?[0-9]+\.[0-9]*$"
SCIENCE = r"^[0-9](\.[0-9]+)?[eE]\+[0-9]+$"
SMALL_SCIENCE = r"^[0-9](\.[0-9]+)?[eE]\+(0?[0-9]|10)$"
DIGITS = "^-?[0-9]+$"
CONTROL = "[[:cntrl:]]"
UNLINED = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"  # the same but tabs and line ends
IDS = frozenset({"customer_id", "order_id"})
LARGEST_EXACT = {"DOUBLE": 2**53 - 1, "FLOAT": 2**24 - 1}


def text(column: str, kind: str, value: Value, *, required: bool = False) -> Cast:
    """Keep text and whole numbers as text; blank is null.

    Where a `whole_float` is declared, 17850.0 and 1.785E+04 become 17850, digit by
    digit; a customer's id that looks like a float is rejected otherwise.

    Raises
    ------
    ConfigError
        If the source has floats and no `whole_float` is declared.
    """
    if kind in FLOATS and not value.whole_float:
        raise ConfigError(
            f"'{column}' should be text or whole numbers, so that no two become one; "
            f"got {kind} (declare whole_float, or cast it in its expression)."
        )
    odd, clean = name(f"odd_{column}"), name(f"clean_{column}")
    out = parsed(column)
    return Cast(
        column=column,
        steps=(
            (odd, f"{_given(column, kind)} {ODD}"),
            (clean, _clean(column, kind, odd)),
            (out, _read(clean, value, kind)),
        ),
        values={column: out},
        checks=_null(column, required=required)
        | _forms(column, kind, value)
        | {
            "control_char": _where(odd, _controlled(column, kind)),
            **_levels(out, value.levels),
        },
    )


def prose(column: str, value: Value) -> Cast:
    """Keep what people wrote, of any length and with its line breaks."""
    out, given = parsed(column), _given(column, "")
    written = f"nullif(nfc_normalize(trim({given})), '')"
    return Cast(
        column=column,
        steps=((out, _read(written, value, "VARCHAR")),),
        values={column: out},
        checks={"control_char": _controlled(column, "")},
    )


def _given(column: str, kind: str) -> str:
    return raw(column) if kind == "VARCHAR" else f"CAST({raw(column)} AS VARCHAR)"


def _clean(column: str, kind: str, odd: str) -> str:
    given = _given(column, kind)
    if kind in FLOATS:
        exact = f"abs({raw(column)}) <= {LARGEST_EXACT[kind]}"
        whole = f"{raw(column)} = trunc({raw(column)})"
        return (
            f"CASE WHEN isnan({raw(column)}) THEN NULL WHEN {exact} AND {whole} "
            f"THEN CAST(CAST({raw(column)} AS BIGINT) AS VARCHAR) ELSE {given} END"
        )
    return (
        f"CASE WHEN {odd} THEN nullif(nfc_normalize(trim({given})), '') "
        f"ELSE nullif({given}, '') END"
    )


def _read(clean: str, value: Value, kind: str) -> str:
    tokens = [unicodedata.normalize("NFC", token.strip()) for token in value.nulls]
    nothing = f"WHEN {clean} IN ({listed(tokens)}) THEN NULL " if tokens else ""
    whole = _whole(clean) if value.whole_float and kind not in FLOATS else ""
    return f"CASE {nothing}{whole}ELSE {clean} END" if nothing or whole else clean


def _whole(clean: str) -> str:
    number = f"TRY_CAST({clean} AS DECIMAL(38, 10))"
    return (
        f"WHEN regexp_matches({clean}, '{POINT_ZERO}') "
        f"THEN regexp_replace({clean}, '[.]0+$', '') "
        f"WHEN regexp_matches({clean}, '{SMALL_SCIENCE}') AND {number} % 1 = 0 "
        f"THEN CAST(CAST({number} AS DECIMAL(38, 0)) AS VARCHAR) "
    )


def _controlled(column: str, kind: str) -> str:
    """Look for control characters; of values, but not of ids, lines may be parts."""
    # Of the raw text: nfc_normalize ends at a NUL, and would make two ids one.
    unwanted = CONTROL if column in IDS else UNLINED
    return f"regexp_matches({_given(column, kind)}, '{unwanted}')"


def _null(column: str, *, required: bool) -> dict[str, str]:
    reason = f"null_{column.removesuffix('_id')}"
    return {reason: f"{parsed(column)} IS NULL"} if required else {}


def _forms(column: str, kind: str, value: Value) -> dict[str, str]:
    out = parsed(column)
    long = f"length({out}) > {LONGEST}"
    if kind in WHOLE or not column.endswith("_id"):
        return {"id_format": long}
    suspect = (
        f"({out} GLOB '##*' OR contains({out}, 'E+') "
        f"OR {out} GLOB '[0-9]*-[A-Z][a-z][a-z]*' OR {out} GLOB '[A-Z][a-z][a-z]-*')"
    )
    return {
        "excel_mangled": _where(suspect, f"regexp_matches({out}, '{MANGLED}')"),
        "id_format": f"({long} OR {_floating(column, kind, value)})",
    }


def _floating(column: str, kind: str, value: Value) -> str:
    out = parsed(column)
    if kind in FLOATS:
        return f"NOT regexp_matches({out}, '{DIGITS}')"
    if column != "customer_id" and not value.whole_float:
        return "false"
    point = FRACTION if value.whole_float else POINT_ZERO
    return _where(
        f"(contains({out}, '.') OR contains({out}, '+'))",
        f"regexp_matches({out}, '{point}|{SCIENCE}')",
    )


def _levels(out: str, levels: Sequence[str]) -> dict[str, str]:
    return {"level": f"{out} NOT IN ({listed(levels)})"} if levels else {}


def _where(suspect: str, fault: str) -> str:
    return f"CASE WHEN {suspect} THEN {fault} ELSE false END"
