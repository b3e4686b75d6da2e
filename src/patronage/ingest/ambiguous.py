"""Local times that the clocks of their zone showed twice."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.casting import formats
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.staging import kept, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY = 86_400_000_000
OF_DAY = f"epoch_us(ordered_at) // {DAY}"


def ambiguous_times(
    connection: DuckDBPyConnection, source: Source, ledger: Plan
) -> int:
    """Count the orders whose time, as it is written, was an earlier and a later one."""
    if not _is_local(source, ledger):
        return 0
    zone = sql.literal(source.time_zone)
    days = _days(connection, zone, ledger)
    later = (
        f"timezone({zone}, timezone({zone}, ordered_at) + INTERVAL 24 HOUR) "
        "- INTERVAL 24 HOUR"
    )
    query = (
        f"SELECT count(*) FROM {kept(ledger)} WHERE CASE "
        f"WHEN NOT list_contains({days}, {OF_DAY}) THEN false "
        f"ELSE {later} > ordered_at "
        f"AND timezone({zone}, {later}) = timezone({zone}, ordered_at) END"
    )
    return int(rows(connection, query)[0][0])


def _is_local(source: Source, ledger: Plan) -> bool:
    """Say whether times are written without their zone, which puts clocks back."""
    declared = source.ledger
    if declared is None or not declared.has_time or source.time_zone == "UTC":
        return False
    unit, form = ledger.values["ordered_at"].unit, declared.time_format
    if unit is not None:
        return unit == "excel_days"
    return form is not None and not formats.has_zone(form)


def _days(connection: DuckDBPyConnection, zone: str, ledger: Plan) -> list[int]:
    """Return the days with orders around which the clocks were put back."""
    # In two steps: the calendar is slow, and would else be asked for every row.
    found = rows(connection, f"SELECT DISTINCT {OF_DAY} FROM {kept(ledger)}")
    before, after = (
        f"timezone({zone}, make_timestamptz((day + {days}) * {DAY}))"
        for days in (-1, 2)
    )
    query = (
        f"SELECT day FROM unnest({sorted(row[0] for row in found)}) AS days(day) "
        f"WHERE {after} - {before} < INTERVAL 72 HOUR"
    )
    return [row[0] for row in rows(connection, query)]
