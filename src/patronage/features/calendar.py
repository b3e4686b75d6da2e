"""The days on which customers are described: one, a list or a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError

EPOCH = date(1970, 1, 1).toordinal()
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
DAYS = {"daily": 1, "weekly": 7}
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
KNOWN = (
    "as_of should be a day such as 2017-10-02, a list of days, or a range such as "
    "monthly:2017-03..2017-12"
)


def days(as_of: str | Sequence[str]) -> list[int]:
    """Return days since 1970-01-01, ascending, each once.

    A range has the last days of its months ("monthly", "quarterly" and "yearly", from
    one month to another, that one included), or every day or seventh day from one day
    to another ("daily", "weekly").

    Raises
    ------
    ConfigError
        If a day or a range cannot be read, or holds no day.
    """
    several = isinstance(as_of, Sequence) and not isinstance(as_of, str)
    asked = list(as_of) if several else [as_of]
    found = sorted({each for text in asked for each in _days(str(text))})
    if not found:
        raise ConfigError(f"{KNOWN}; got {as_of!r}, which holds none.")
    return found


def last_day(as_of: str | Sequence[str]) -> str:
    """Return the last of the days as text; raises what `days` raises."""
    return written(days(as_of)[-1])


def day(text: str) -> int:
    """Return a day such as 2017-10-02 as days since 1970-01-01.

    Raises
    ------
    ConfigError
        If the text is none.
    """
    try:
        return date.fromisoformat(text).toordinal() - EPOCH
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{KNOWN}; got '{text}'.") from error


def written(day: int) -> str:
    """Return the day as text."""
    return str(np.datetime64(day, "D"))


def _days(text: str) -> list[int]:
    step, colon, span = text.partition(":")
    if not colon:
        return [day(text)]
    first, dots, last = span.partition("..")
    if dots and step in DAYS:
        return list(range(day(first), day(last) + 1, DAYS[step]))
    if dots and step in MONTHS and MONTH.fullmatch(first) and MONTH.fullmatch(last):
        return _month_ends(np.arange(first, _next(last), dtype="M8[M]"), MONTHS[step])
    raise ConfigError(f"{KNOWN}; got '{text}'.")


def _month_ends(months: NDArray[np.datetime64], step: int) -> list[int]:
    """Last days of the months that end a step of the year."""
    numbers = months.astype(int)
    ending = months[(numbers + 1) % step == 0]
    ends: list[int] = ((ending + 1).astype("M8[D]").astype(int) - 1).tolist()
    return ends


def _next(month: str) -> np.datetime64:
    return np.datetime64(month, "M") + 1
