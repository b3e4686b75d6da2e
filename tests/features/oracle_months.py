"""Months of the calendar, by the calendar of the standard library."""

import calendar
from datetime import date, timedelta

EPOCH = date(1970, 1, 1)


def date_of(day: int) -> date:
    return EPOCH + timedelta(days=int(day))


def number(day: date) -> int:
    return (day - EPOCH).days


def plus(day: int, months: int) -> int:
    """The same day of the month, or the last that the month has."""
    start = date_of(day)
    month = start.year * 12 + start.month - 1 + months
    year, month = month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return number(date(year, month, min(start.day, last)))


def ended_months(as_of: int, n: int) -> list[tuple[int, int]]:
    """First and last days of the last n months that are over, the newest first."""
    found, day = [], as_of
    while len(found) < n:
        after = date_of(day + 1)
        if after.day == 1:
            found.append((plus(day + 1, -1), day))
        day -= 1
    return found
