"""Which formats fit the times of a column: all of them, never only the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from patronage.ingest.declared.rows import TimeUnit

DAYS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"),
    *("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y"),
    *("%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%y-%m-%d"),
    *("%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y"),
)
CLOCKS = (
    *("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p"),
    *("T%H:%M", "T%H:%M:%S", "T%H:%M:%S.%f", "%H%M%S", " %H:%M:%S%z"),
    *("T%H:%M:%S%z", "T%H:%M:%S.%f%z"),
)
DIGITS = {"%Y%m%d": 8, "%Y%m%d%H%M%S": 14}
YEARS = range(1990, 2101)
SPANS: tuple[tuple[TimeUnit, int], ...] = (
    ("s", 1),
    ("ms", 10**3),
    ("us", 10**6),
    ("ns", 10**9),
)
FIRST_SECOND, LAST_SECOND = 631_152_000, 4_133_980_800
FIRST_SERIAL, LAST_SERIAL = 32_874, 73_415


def time_formats(values: Sequence[str]) -> tuple[str, ...]:
    """Return every known format in which all values are times of 1990 to 2100."""
    if not values:
        return ()
    candidates = (day + clock for day in DAYS for clock in CLOCKS)
    return tuple(f for f in candidates if all(_is_time(value, f) for value in values))


def time_unit(values: Sequence[str]) -> TimeUnit | None:
    """Return what numbers would count if they were times: since 1970, or in Excel."""
    if not values or not all(_is_plain(value) for value in values):
        return None
    numbers = [float(value) for value in values]
    for unit, parts in SPANS:
        if _between(numbers, FIRST_SECOND * parts, LAST_SECOND * parts):
            return unit
    return "excel_days" if _between(numbers, FIRST_SERIAL, LAST_SERIAL) else None


def has_clock(values: Sequence[str], written: str) -> bool:
    """Say whether any time is another than midnight."""
    return any(_time(value, written).time() != datetime.min.time() for value in values)


def _between(numbers: Sequence[float], lowest: float, highest: float) -> bool:
    return lowest <= min(numbers) and max(numbers) < highest


def _is_time(value: str, written: str) -> bool:
    if len(value) != DIGITS.get(written, len(value)):
        return False
    try:
        return _time(value, written).year in YEARS
    except ValueError:
        return False


def _time(value: str, written: str) -> datetime:
    return datetime.strptime(value, written)


def _is_plain(value: str) -> bool:
    return value.replace(".", "", 1).isdecimal() and value.isascii()
