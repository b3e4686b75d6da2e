"""Who is to be cared for, when, and only if he has agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from patronage.answers import said_yes
from patronage.errors import ConfigError, QualityError

COLUMNS = ("customer_id", "occasion", "since", "until", "emergency", "consent")
DAYS = ("since", "until")
LISTED = COLUMNS[:-1]


@dataclass(frozen=True, kw_only=True)
class CareList:
    """List the records of care that are due within some days, emergencies first.

    A record is one customer and occasion from `since` until `until`, both included (an
    empty `until` stays open). Who has not said yes is not listed, nor who has said
    anything else as well for the same occasion. `columns` maps each of `COLUMNS` to
    the name that `file` has for it; `occasions` are those asked for, all by default.
    """

    file: str
    columns: Mapping[str, str]
    occasions: Sequence[str] = ()
    window_days: int = 30

    def __post_init__(self) -> None:
        """Refuse a window without days, and columns that are not told."""
        if self.window_days < 1:
            raise ConfigError(
                f"care: window_days should be 1 or more; got {self.window_days}."
            )
        odd = sorted(set(COLUMNS) ^ set(self.columns))
        if odd:
            raise ConfigError(
                f"care: columns should name {', '.join(COLUMNS)}, and nothing else; "
                f"{', '.join(odd)} is only one of the two."
            )

    def __call__(self, records: pd.DataFrame, day: str) -> pd.DataFrame:
        """Return what is due in the `window_days` from `day` on, each record once.

        `records` has `COLUMNS`, as text, and its lines as index; the result leaves
        `consent` out.

        Raises
        ------
        QualityError
            If a day cannot be read, or care would end before it began; names the
            line, and nobody.
        """
        first = pd.Timestamp(day)
        last = first + pd.Timedelta(days=self.window_days - 1)
        since, until = (_days(records, name) for name in DAYS)
        _check_order(records, until < since)
        due = (since <= last) & (until.isna() | (until >= first))
        asked = records["occasion"].isin(self.occasions) | (not self.occasions)
        return _in_order(records[due & asked & _agreed(records)])


def care_counts(listed: pd.DataFrame) -> pd.DataFrame:
    """Return how many records are due for each occasion; names nobody."""
    urgent = pd.Series(said_yes(listed["emergency"]), index=listed.index)
    grouped = urgent.groupby(listed["occasion"])
    return grouped.agg(due="size", emergencies="sum").reset_index()


def _agreed(records: pd.DataFrame) -> pd.Series[bool]:
    """Who has said yes, every time that he was asked about an occasion."""
    said = pd.Series(said_yes(records["consent"]), index=records.index)
    keys = [records["customer_id"], records["occasion"]]
    return said.groupby(keys).transform("all").astype(bool)


def _days(records: pd.DataFrame, name: str) -> pd.Series[pd.Timestamp]:
    days = pd.to_datetime(records[name], format="%Y-%m-%d", errors="coerce")
    may_be_open = (records[name] == "") & (name == "until")
    wrong = days.isna() & ~may_be_open
    if wrong.any():
        raise QualityError(
            f"care: '{name}' should be a day such as 2025-12-31; it is not in "
            f"{int(wrong.sum())} rows, first in line {records.index[wrong][0]}."
        )
    return days


def _check_order(records: pd.DataFrame, early: pd.Series[bool]) -> None:
    if early.any():
        raise QualityError(
            "care: 'until' should not be before 'since'; it is in "
            f"{int(early.sum())} rows, first in line {records.index[early][0]}."
        )


def _in_order(due: pd.DataFrame) -> pd.DataFrame:
    listed = due[list(LISTED)].drop_duplicates()
    waits = ~said_yes(listed["emergency"])
    order = ["waits", "since", "occasion", "customer_id", "until"]
    by_urgency = listed.assign(waits=waits).sort_values(order, ignore_index=True)
    return by_urgency.drop(columns="waits")
