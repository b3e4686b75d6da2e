"""One column of a sample as the value of a table's column."""

from __future__ import annotations

from typing import Any

from patronage.ingest.sketching.column import SketchedColumn
from patronage.ingest.sketching.roles import NUMERIC
from patronage.ingest.sketching.times import has_clock
from patronage.ingest.sketching.yaml import Doubted

MIDNIGHT = " 00:00:00"


def value(role: str, column: SketchedColumn) -> Any:
    """Return the expression of a column, or more where its values need it."""
    settings = {"expression": column.expression} | _settings(role, column)
    written = column.expression if len(settings) == 1 else settings
    doubts = tuple(_doubts(role, column))
    return Doubted(written, doubts) if doubts else written


def time_settings(column: SketchedColumn) -> dict[str, Any]:
    """Return how the times of a column are written, with all formats that fit."""
    if column.typed == "day":
        return {"has_time": False}
    if column.typed:
        return _days() if all(MIDNIGHT in value for value in column.levels) else {}
    if not column.time_formats:
        return {}
    first, *others = column.time_formats
    said = f"the times also fit {' and '.join(others)}: which is it?"
    written = Doubted(first, (said,)) if others else first
    return {"time_format": written} | _clock(column, first)


def _clock(column: SketchedColumn, written: str) -> dict[str, Any]:
    if has_clock(column.levels, written):
        return {}
    return _days() if "%H" in written else {"has_time": False}


def _days() -> dict[str, Any]:
    return {"has_time": Doubted(False, ("all times are midnight: taken as days.",))}


def _settings(role: str, column: SketchedColumn) -> dict[str, Any]:
    if role == "ordered_at":
        nulls = {"nulls": column.nulls} if column.nulls else {}
        unit = {} if column.may_be_time else {"unit": column.time_unit}
        return nulls | unit
    return _of_number(column) if role in NUMERIC else _of_id(column)


def _of_number(column: SketchedColumn) -> dict[str, Any]:
    settings: dict[str, Any] = {"nulls": column.nulls} if column.nulls else {}
    written = column.numbers
    if column.typed or written is None:
        return settings
    marks = dict(zip(("decimal", "thousands"), written.marks, strict=True))
    usual = {"decimal": ".", "thousands": ""}
    settings |= {key: mark for key, mark in marks.items() if mark != usual[key]}
    settings |= {"symbols": written.symbols} if written.symbols else {}
    return settings | ({"parentheses": True} if written.parentheses else {})


def _of_id(column: SketchedColumn) -> dict[str, Any]:
    return {"whole_float": True} if column.is_whole_float else {}


def _doubts(role: str, column: SketchedColumn) -> list[str]:
    if role == "ordered_at":
        return [] if column.may_be_time else [f"numbers, read as {column.time_unit}?"]
    return _of_readings(column) if role in NUMERIC else _of_text(column)


def _of_readings(column: SketchedColumn) -> list[str]:
    written = column.numbers
    if column.typed or written is None or not written.readings:
        return []
    others = " or ".join(f"{d!r} and {t!r}" for d, t in written.readings)
    return [f"decimal and thousands marks could also be {others}."]


def _of_text(column: SketchedColumn) -> list[str]:
    doubts = []
    if column.has_leading_zeros:
        doubts.append("some start with 0: they stay text; are all written so?")
    if column.nulls:
        seen = ", ".join(column.nulls)
        doubts.append(f"{seen} is text here; if it stands for nothing, declare nulls.")
    return doubts
