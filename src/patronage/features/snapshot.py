"""The day on which customers are described, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from patronage.errors import ConfigError, QualityError
from patronage.features.calendar import day as read_day
from patronage.features.calendar import days, written


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Days since 1970-01-01: `as_of`, and the first and last that the ledger holds.

    Features look back `window_days` from `as_of`, that day included; outcomes look
    ahead `horizon_days`.
    """

    as_of: int
    first_day: int
    last_day: int
    window_days: int
    horizon_days: int

    @property
    def observed_days(self) -> int:
        """How long the ledger had been kept by then."""
        return self.as_of - self.first_day + 1

    @property
    def has_outcomes(self) -> bool:
        """Whether there is a horizon, and the ledger reaches to its end."""
        return self.horizon_days > 0 and self.as_of + self.horizon_days <= self.last_day

    @property
    def settings(self) -> dict[str, str]:
        """What the features were made with, to be kept beside them."""
        return {
            "as_of": written(self.as_of),
            "window_days": str(self.window_days),
            "horizon_days": str(self.horizon_days),
        }

    def __str__(self) -> str:
        ahead = "outcomes follow" if self.has_outcomes else "no outcomes"
        return (
            f"as of {written(self.as_of)}, window {self.window_days} days, "
            f"horizon {self.horizon_days} days ({ahead})"
        )


def snapshots(
    as_of: str | Sequence[str] | None,
    ledger: Mapping[str, str],
    *,
    window_days: int,
    horizon_days: int,
) -> list[Snapshot]:
    """Settle the days: as asked, or the ledger's last less the horizon.

    `ledger` holds `first_day` and `last_day`; a source without transactions has the
    day that its yaml declares, or none.

    Raises
    ------
    ConfigError
        If a day cannot be read, lies after the ledger's end, or is not given at all.
    QualityError
        If it lies before the ledger's beginning.
    """
    if window_days < 1 or horizon_days < 0:
        raise ConfigError(
            f"window_days should be at least 1 and horizon_days at least 0; got "
            f"{window_days} and {horizon_days}."
        )
    asked = None if as_of is None else days(as_of)
    first, last = _bounds(ledger, asked)
    settled = [_default(first, last, horizon_days)] if asked is None else asked
    _check(settled, first, last)
    return [
        Snapshot(
            as_of=day,
            first_day=first,
            last_day=last,
            window_days=window_days,
            horizon_days=horizon_days,
        )
        for day in settled
    ]


def _bounds(ledger: Mapping[str, str], asked: list[int] | None) -> tuple[int, int]:
    if ledger["first_day"]:
        return read_day(ledger["first_day"]), read_day(ledger["last_day"])
    if asked is None:
        raise ConfigError(
            "as_of should be given for a source without transactions, whose yaml names "
            "no day; got none (try as_of=2024-12-31)."
        )
    return asked[0], asked[-1]


def _default(first: int, last: int, horizon_days: int) -> int:
    if first == last:
        return last
    if last - horizon_days < first:
        raise QualityError(
            f"horizon_days should leave days to describe: {_span(first, last)}; got "
            f"{horizon_days}."
        )
    return last - horizon_days


def _check(asked: list[int], first: int, last: int) -> None:
    span = _span(first, last)
    if asked[-1] > last:
        raise ConfigError(
            f"as_of should not lie after the data: {span}; got {written(asked[-1])}."
        )
    if asked[0] < first:
        raise QualityError(
            f"as_of should not lie before all data: {span}; got {written(asked[0])}."
        )


def _span(first: int, last: int) -> str:
    return f"the ledger runs from {written(first)} to {written(last)}"
