"""Times into UTC, and into the days and hours of the business."""

from __future__ import annotations

from dataclasses import dataclass

from patronage.errors import ConfigError
from patronage.ingest.casting import epochs, formats
from patronage.ingest.casting.cast import FLOATS, WHOLE, Cast, blank, mangled, unless
from patronage.ingest.casting.cast import readable as read
from patronage.ingest.casting.written import Written
from patronage.ingest.declared.rows import Value
from patronage.ingest.sql import literal, name, parsed, raw

FIRST, BEYOND = "TIMESTAMP '1990-01-01'", "TIMESTAMP '2101-01-01'"
INSTANT = "TIMESTAMP WITH TIME ZONE"
DAYS = {
    "ordered_at": "order_day",
    "contacted_at": "contacted_day",
    "at": "at_day",
    "answered_at": "answered_day",
    "resolved_at": "resolved_day",
}
MOST_STEPS = 4
# A day that is none at all, as databases write it: 0000-00-00 00:00.
ZERO = "[-/.: TZ0]*0000[-/.: TZ0]*"
LEADING_ZEROS = "(^|[^0-9])0+([0-9])"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """How a source writes times (`format` where they are text), and of which zones."""

    zone: str
    business_zone: str
    format: str | None
    has_time: bool

    def is_instant(self, kind: str, value: Value) -> bool:
        """Say whether the source's times carry their own zone."""
        if value.unit is not None:
            return value.unit != "excel_days"
        if kind == "VARCHAR":
            return formats.has_zone(self.format or "")
        return kind == INSTANT


@dataclass(frozen=True, kw_only=True)
class _Time:
    """One time on its way from its raw column into UTC."""

    column: str
    kind: str
    value: Value
    clock: Clock

    @property
    def stamp(self) -> str:
        """Name the time as it is written."""
        return name(f"stamp_{self.column}")

    @property
    def is_instant(self) -> bool:
        """Whether the time carries its own zone."""
        return self.clock.is_instant(self.kind, self.value)

    @property
    def is_zoned(self) -> bool:
        """Whether the time is a local one whose zone may skip or repeat it."""
        local = self.clock.has_time and not self.is_instant
        return local and self.clock.zone != "UTC"

    @property
    def in_range(self) -> str:
        """Whether the time is of the years that a business may have."""
        return f"{self.stamp} >= {FIRST} AND {self.stamp} < {BEYOND}"


def time(
    column: str, kind: str, value: Value, clock: Clock, *, required: bool = True
) -> Cast:
    """Turn a time into UTC, its day for the business and, of orders, the hour.

    A local time that the clocks skipped is rejected; of one that they repeated, the
    earlier is taken. A source without times of day has its days as they are written.

    Raises
    ------
    ConfigError
        If a text has no format that strptime knows, or a number no unit.
    """
    _check(column, kind, value, clock)
    made = _Time(column=column, kind=kind, value=value, clock=clock)
    local = local_time(column)
    values = {column: parsed(column), DAYS[column]: f"CAST({local} AS DATE)"}
    if column == "ordered_at" and clock.has_time:
        values["order_hour"] = f"CAST(hour({local}) AS TINYINT)"
    return Cast(
        column=column,
        steps=(
            (made.stamp, _stamp(made)),
            *_early(made),
            (parsed(column), _utc(made)),
            (local, _local(made)),
        ),
        values=values,
        checks=_checks(made, required=required),
    )


def local_time(column: str) -> str:
    """Name a time as the clocks of the business show it."""
    return name(f"local_{column}")


def _check(column: str, kind: str, value: Value, clock: Clock) -> None:
    is_number = kind in WHOLE | FLOATS or kind.startswith("DECIMAL")
    if value.unit is not None:
        if not is_number and kind != "VARCHAR":
            raise ConfigError(f"a unit is for numbers; '{column}' is {kind}.")
    elif is_number:
        raise ConfigError(
            f"'{column}' is a number: its unit must be declared (s, ms, us, ns, "
            "excel_days)."
        )
    elif kind == "VARCHAR":
        if clock.format is None:
            raise ConfigError(f"'{column}' is text: its time_format must be declared.")
        formats.check(column, clock.format)


def _stamp(made: _Time) -> str:
    column, kind, value = made.column, made.kind, made.value
    if value.unit is not None:
        number = Written(column=column, kind=kind, value=value).read("DECIMAL(38, 10)")
        return epochs.stamp(f"({number})", value.unit)
    given = read(column, kind, value.nulls)
    if kind == "VARCHAR":
        return _strptime(given, made.clock.format or "")
    return f"TRY_CAST({given} AS {INSTANT if kind == INSTANT else 'TIMESTAMP'})"


def _strptime(given: str, time_format: str) -> str:
    """Read a text; a week or day that its year has not would not be written so."""
    form = literal(time_format)
    stamp = f"try_strptime({given}, {form})"
    if not formats.is_lenient(time_format):
        return stamp
    same = f"{_unpadded(f'strftime({stamp}, {form})')} = {_unpadded(given)}"
    return f"CASE WHEN {same} THEN {stamp} END"


def _unpadded(text: str) -> str:
    return f"regexp_replace(trim({text}), '{LEADING_ZEROS}', '\\1\\2', 'g')"


def _early(made: _Time) -> tuple[tuple[str, str], ...]:
    """Take the zone's offset of the day before: of a repeated time the earlier."""
    if not made.is_zoned:
        return ()
    before = _instant(made.clock.zone, f"{made.stamp} - INTERVAL 24 HOUR")
    early = f"CASE WHEN {made.in_range} THEN {before} + INTERVAL 24 HOUR END"
    return ((name(f"early_{made.column}"), early),)


def _utc(made: _Time) -> str:
    clock, stamp = made.clock, made.stamp
    if made.is_zoned:
        early, late = name(f"early_{made.column}"), _instant(clock.zone, stamp)
        return (
            f"CASE WHEN {_local_of(early, clock.zone)} = {stamp} THEN {early} "
            f"WHEN {made.in_range} AND {_local_of(late, clock.zone)} = {stamp} "
            f"THEN {late} END"
        )
    zone = clock.zone if clock.has_time else clock.business_zone
    day = stamp if clock.has_time else f"date_trunc('day', {stamp})"
    utc = stamp if made.is_instant else _instant(zone, day)
    return f"CASE WHEN {made.in_range} THEN {utc} END"


def _local(made: _Time) -> str:
    clock = made.clock
    as_written = not clock.has_time or clock.zone == clock.business_zone
    if as_written and not made.is_instant:
        return made.stamp
    return _local_of(parsed(made.column), clock.business_zone)


def _checks(made: _Time, *, required: bool) -> dict[str, str]:
    column, known = made.column, f"{made.stamp} IS NOT NULL"
    nothing = blank(column, made.kind, made.value.nulls)
    is_text = made.kind == "VARCHAR"
    trusted = known if made.value.unit is None else "false"
    cut = {"excel_mangled": unless(trusted, mangled(column))}
    zero = f"regexp_full_match({raw(column)}, '{ZERO}')" if is_text else "false"
    return {
        **({"time_null": unless(known, nothing)} if required else {}),
        **(cut if is_text else {}),
        "time_format": unless(known, f"NOT {nothing} AND NOT {zero}"),
        "date_range": (
            f"CASE WHEN {known} THEN NOT ({made.in_range}) "
            f"ELSE NOT {nothing} AND {zero} END"
        ),
        **_skipped(made),
    }


def _skipped(made: _Time) -> dict[str, str]:
    if not made.is_zoned:
        return {}
    return {"nonexistent_time": f"{made.in_range} AND {parsed(made.column)} IS NULL"}


def _instant(zone: str, local: str) -> str:
    if zone == "UTC":
        return f"make_timestamptz(epoch_us({local}))"
    return f"timezone({literal(zone)}, {local})"


def _local_of(instant: str, zone: str) -> str:
    return f"timezone({literal(zone)}, {instant})"
