"""Times into UTC, and into the days and hours of the business."""

from __future__ import annotations

from dataclasses import dataclass

from patronage.errors import ConfigError
from patronage.ingest.casting import Cast
from patronage.ingest.sql import literal, name, parsed, raw

FIRST, BEYOND = "TIMESTAMP '1990-01-01'", "TIMESTAMP '2101-01-01'"
INSTANT = "TIMESTAMP WITH TIME ZONE"
DAYS = {"ordered_at": "order_day", "contacted_at": "contacted_day", "at": "at_day"}


@dataclass(frozen=True, kw_only=True)
class Clock:
    """How a source writes times (`format` where they are text), and of which zones."""

    zone: str
    business_zone: str
    format: str | None
    has_time: bool

    def is_instant(self, kind: str) -> bool:
        """Say whether the source's times carry their own zone."""
        return kind == INSTANT or (kind == "VARCHAR" and "%z" in (self.format or ""))


def time(column: str, kind: str, clock: Clock) -> Cast:
    """Turn a time into UTC, its day for the business and, of orders, the hour.

    A local time that the clocks skipped is rejected; of one that they repeated, the
    earlier is taken. A source without times of day has its days as they are written.
    """
    if kind == "VARCHAR" and clock.format is None:
        raise ConfigError(f"'{column}' is text: its time_format must be declared.")
    stamp, local = name(f"stamp_{column}"), name(f"local_{column}")
    utc, instant = parsed(column), clock.is_instant(kind)
    values = {column: utc, DAYS[column]: f"CAST({local} AS DATE)"}
    if column == "ordered_at" and clock.has_time:
        values["order_hour"] = f"CAST(hour({local}) AS TINYINT)"
    return Cast(
        column=column,
        steps=(
            (stamp, _stamp(column, kind, clock)),
            (
                utc,
                f"CASE WHEN {_in_range(stamp)} THEN {_utc(stamp, clock, instant)} END",
            ),
            (local, _local(stamp, utc, clock, instant)),
        ),
        values=values,
        checks={
            "time_null": _blank(column, kind),
            "time_format": f"{stamp} IS NULL",
            "date_range": f"NOT ({_in_range(stamp)})",
            **_skipped(stamp, utc, clock, instant),
        },
    )


def _stamp(column: str, kind: str, clock: Clock) -> str:
    if kind == "VARCHAR":
        return f"try_strptime(trim({raw(column)}), {literal(clock.format or '')})"
    return f"TRY_CAST({raw(column)} AS {INSTANT if kind == INSTANT else 'TIMESTAMP'})"


def _utc(stamp: str, clock: Clock, instant: bool) -> str:
    if instant:
        return stamp
    if not clock.has_time:
        return _zoned(clock.business_zone, f"date_trunc('day', {stamp})")
    later = _zoned(clock.zone, stamp)
    if clock.zone == "UTC":
        return later
    # DuckDB takes the later of two equal local times.
    earlier = f"{later} - INTERVAL 1 HOUR"
    return (
        f"CASE WHEN {_zoned(clock.zone, earlier)} = {stamp} "
        f"THEN {earlier} ELSE {later} END"
    )


def _local(stamp: str, utc: str, clock: Clock, instant: bool) -> str:
    as_written = not clock.has_time or clock.zone == clock.business_zone
    return stamp if as_written and not instant else _zoned(clock.business_zone, utc)


def _skipped(stamp: str, utc: str, clock: Clock, instant: bool) -> dict[str, str]:
    if instant or not clock.has_time or clock.zone == "UTC":
        return {}
    return {"nonexistent_time": f"{_zoned(clock.zone, utc)} <> {stamp}"}


def _blank(column: str, kind: str) -> str:
    value = raw(column)
    return (
        f"coalesce(trim({value}), '') = ''" if kind == "VARCHAR" else f"{value} IS NULL"
    )


def _in_range(stamp: str) -> str:
    return f"{stamp} >= {FIRST} AND {stamp} < {BEYOND}"


def _zoned(zone: str, value: str) -> str:
    return f"timezone({literal(zone)}, {value})"
