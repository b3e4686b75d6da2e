"""A sample of rows without orders as a proposed table of customers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from patronage.ingest.sketching.column import SketchedColumn
from patronage.ingest.sketching.file import FILE, SketchedFile
from patronage.ingest.sketching.roles import plain
from patronage.ingest.sketching.value import time_settings, value
from patronage.ingest.sketching.yaml import Doubted

DEPARTMENT = "department"
MOST_LEVELS, FEWEST_LEVELS = 20, 2
NAMES_NUMBERS = re.compile(
    r"zip|postcode|phone|mobile|number$|code$|id$|编号|编码|电话"
)
SENSITIVE = re.compile(
    r"^(age|sex|income)|gender|birth|ethnic|religion|senior|年龄|性别|收入|民族|出生"
)


def customers_source(
    file: SketchedFile, roles: Mapping[str, SketchedColumn]
) -> dict[str, Any]:
    """Propose what a source of customers declares beside its files."""
    key = _key(file.columns, roles)
    kinds = _fields(file.columns, key)
    return {
        "fields": {name: _attribute(*found) for name, found in kinds.items()},
        "customers": {
            DEPARTMENT: {
                "file": FILE,
                **({"relation": file.relation} if file.relation else {}),
                "customer_id": _customer(key, roles),
                **_updated_at(file.columns),
                "columns": {name: _value(*found) for name, found in kinds.items()},
            }
        },
    }


def left_out(file: SketchedFile, roles: Mapping[str, SketchedColumn]) -> Iterator[str]:
    """Name the columns that are no field."""
    key = _key(file.columns, roles)
    used = [key, *_times(file.columns)[:1]]
    yield from (c.name for c in file.columns if c not in used and not _kind(c))


def _fields(
    columns: Sequence[SketchedColumn], key: SketchedColumn | None
) -> dict[str, tuple[SketchedColumn, str]]:
    found: dict[str, tuple[SketchedColumn, str]] = {}
    for place, column in enumerate(columns):
        kind = _kind(column)
        name = _field(column.name)
        if column is not key and kind:
            found[f"{name}_{place + 1}" if name in found else name] = (column, kind)
    return found


def _times(columns: Sequence[SketchedColumn]) -> list[SketchedColumn]:
    return [c for c in columns if c.may_be_time and not _is_measure(c)]


def _updated_at(columns: Sequence[SketchedColumn]) -> dict[str, Any]:
    times = _times(columns)
    if not times:
        return {}
    said = "when the row was written, or another day of the customer?"
    written = time_settings(times[0])
    written.pop("has_time", None)
    return {"updated_at": Doubted(times[0].expression, (said,)), **written}


def _key(
    columns: Sequence[SketchedColumn], roles: Mapping[str, SketchedColumn]
) -> SketchedColumn | None:
    named = roles.get("customer_id")
    if named is not None:
        return named
    measured = (c.numbers is not None and c.numbers.decimals for c in columns)
    keys = [c for c, m in zip(columns, measured, strict=True) if c.is_key and not m]
    return keys[0] if keys else None


def _customer(key: SketchedColumn | None, roles: Mapping[str, SketchedColumn]) -> Any:
    if key is None:
        said = "no column differs in every row, so rows are numbered."
        return Doubted("row_number", (said,))
    if key is roles.get("customer_id"):
        said = "some customers have several rows: are they reports over time?"
        written = value("customer_id", key)
        return written if key.is_key else Doubted(written, (said,))
    said = f"{key.name} is taken because it differs in every row: is it the customer?"
    return Doubted(value("customer_id", key), (said,))


def _kind(column: SketchedColumn) -> str:
    """How a column could describe customers; nothing, where it cannot."""
    if not column.levels or (column.may_be_time and not _is_measure(column)):
        return ""
    if _is_measure(column):
        return "numeric"
    repeats = len(column.levels) <= max(MOST_LEVELS, len(column.present) // 2)
    return "categorical" if repeats else ""


def _is_measure(column: SketchedColumn) -> bool:
    if column.numbers is None or column.has_leading_zeros:
        return False
    return not NAMES_NUMBERS.search(plain(column.name))


def _attribute(column: SketchedColumn, kind: str) -> dict[str, Any]:
    settings: dict[str, Any] = {"kind": kind}
    if kind == "categorical" and len(column.levels) <= MOST_LEVELS:
        said = "these were seen, by the alphabet; are there others, or an order?"
        doubts = (said,) if len(column.levels) > FEWEST_LEVELS else ()
        settings["levels"] = Doubted(column.levels, doubts)
    if kind == "numeric" and _may_be_code(column):
        said = "a few whole numbers: is it categorical?"
        settings["kind"] = Doubted(kind, (said,))
    if SENSITIVE.search(plain(column.name)):
        said = "sensitive by its name: kept out of segments."
        settings["sensitive"] = Doubted(True, (said,))
    return settings


def _may_be_code(column: SketchedColumn) -> bool:
    whole = column.numbers is not None and not column.numbers.decimals
    return whole and len(column.levels) <= min(MOST_LEVELS, len(column.present) // 10)


def _value(column: SketchedColumn, kind: str) -> Any:
    return value("amount" if kind == "numeric" else kind, column)


def _field(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().casefold()).strip("_") or "field"
