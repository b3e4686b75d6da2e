"""The day on which customers are described, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from patronage.errors import ConfigError, QualityError

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Days since 1970-01-01: `as_of`, and the last one that the ledger holds.

    Features look back `window_days` from `as_of`, that day included; outcomes look
    ahead `horizon_days`.
    """

    as_of: int
    last_day: int
    window_days: int
    horizon_days: int

    @property
    def has_outcomes(self) -> bool:
        """Whether the ledger reaches to the end of the horizon."""
        return self.as_of + self.horizon_days <= self.last_day

    @property
    def settings(self) -> dict[str, str]:
        """What the features were made with, to be kept beside them."""
        return {
            "as_of": _date(self.as_of),
            "window_days": str(self.window_days),
            "horizon_days": str(self.horizon_days),
        }

    def __str__(self) -> str:
        ahead = "outcomes follow" if self.has_outcomes else "no outcomes"
        return (
            f"as of {_date(self.as_of)}, window {self.window_days} days, "
            f"horizon {self.horizon_days} days ({ahead})"
        )


def snapshot(
    as_of: str | None,
    ledger: Mapping[str, str],
    *,
    window_days: int,
    horizon_days: int,
) -> Snapshot:
    """Settle the day: as asked, or the ledger's last less the horizon.

    `ledger` holds `first_day` and `last_day`.

    Raises
    ------
    ConfigError
        If the day cannot be read, or lies after the ledger's end.
    QualityError
        If it lies before the ledger's beginning.
    """
    first, last = _day(ledger["first_day"]), _day(ledger["last_day"])
    day = last - horizon_days if as_of is None else _day(as_of)
    span = f"the ledger runs from {_date(first)} to {_date(last)}"
    if window_days < 1 or horizon_days < 0:
        raise ConfigError(
            f"window_days should be at least 1 and horizon_days at least 0; got "
            f"{window_days} and {horizon_days}."
        )
    if day > last:
        raise ConfigError(f"as_of should not lie after the data: {span}; got {as_of}.")
    if as_of is None and day < first:
        raise QualityError(
            f"horizon_days should leave days to describe: {span}; got {horizon_days}."
        )
    if day < first:
        asked = _date(day)
        raise QualityError(
            f"as_of should not lie before all data: {span}; got {asked}."
        )
    return Snapshot(
        as_of=day, last_day=last, window_days=window_days, horizon_days=horizon_days
    )


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal() - EPOCH
    except (TypeError, ValueError) as error:
        raise ConfigError(
            f"as_of should be a day such as 2017-10-02; got '{text}'."
        ) from error


def _date(day: int) -> str:
    return str(np.datetime64(day, "D"))
