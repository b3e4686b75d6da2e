"""Months of the calendar, unlike the months of 30 days in `periods`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from patronage.segments import IntArray

YEAR = 12


@dataclass(frozen=True)
class Month:
    """The first and the last day of a month, and its number in the year, from 0."""

    first: int
    last: int
    of_year: int


def later(days: NDArray[Any], months: int) -> IntArray:
    """The same day of the month so many months later, or the last where it has none.

    Days are whole days since 1970-01-01; with `months` below 0, earlier ones.
    """
    if not len(days):
        return np.zeros(0, np.int64)
    first = int(days.min())
    table = _later(np.arange(first, int(days.max()) + 1), months)
    found: IntArray = table[days - first]
    return found


def year_start(as_of: int) -> int:
    """The first day of the twelve months that end with a day."""
    return int(later(np.array([as_of + 1]), -YEAR)[0])


def full_months(as_of: int, n: int) -> list[Month]:
    """The last n months that had ended by the evening of a day, the newest first."""
    return [_month(as_of, ago) for ago in range(1, n + 1)]


def begun_month(as_of: int) -> Month:
    """The month that had begun and not ended by then; no day of it may have passed."""
    return _month(as_of, 0)


def _month(as_of: int, ago: int) -> Month:
    month = np.datetime64(as_of + 1, "D").astype("M8[M]") - ago
    first, after = (int((month + k).astype("M8[D]").astype(int)) for k in (0, 1))
    return Month(first, after - 1, int(month.astype(int)) % YEAR)


def _later(days: IntArray, months: int) -> IntArray:
    """Every day of a span: few, where rows are many."""
    dates = days.astype("M8[D]")
    month = dates.astype("M8[M]")
    ahead = month + months
    of_month = dates - month.astype("M8[D]")
    ends = (ahead + 1).astype("M8[D]") - 1
    found: IntArray = np.minimum(ahead.astype("M8[D]") + of_month, ends).astype(int)
    return found
