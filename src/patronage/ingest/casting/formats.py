"""Formats of written times: which there are, and whether they carry a zone."""

from __future__ import annotations

import re

from patronage.errors import ConfigError

DIRECTIVE = re.compile("%-?.?", re.DOTALL)
KNOWN = frozenset(
    [f"%{letter}" for letter in "%ABGHIMSTUVWXYZabcdfghjmnpuwxyz"]
    + [f"%-{letter}" for letter in "HIMSdjmy"]
)
# Of these strptime takes a number that the year has not, as a day of another year.
LENIENT = frozenset({"%V", "%U", "%W", "%j", "%-j"})
ZONES = frozenset({"%z", "%Z"})


def check(column: str, time_format: str) -> None:
    """Refuse a format that no time can be read by.

    Raises
    ------
    ConfigError
        If it is empty, or has a directive that strptime does not know, or a zone
        beside weeks or days of a year.
    """
    unknown = [part for part in _directives(time_format) if part not in KNOWN]
    if unknown or not time_format:
        found = f"{unknown[0]!r} in {time_format!r}" if unknown else "''"
        raise ConfigError(
            f"the time_format of '{column}' should be one of strptime; got {found}."
        )
    if is_lenient(time_format) and has_zone(time_format):
        raise ConfigError(
            f"the time_format of '{column}' should not have a zone beside weeks or "
            f"days of a year; got {time_format!r}."
        )


def has_zone(time_format: str) -> bool:
    """Say whether the times written so carry their own zone."""
    return not ZONES.isdisjoint(_directives(time_format))


def is_lenient(time_format: str) -> bool:
    """Say whether strptime would take a week or day that a year has not."""
    return not LENIENT.isdisjoint(_directives(time_format))


def _directives(time_format: str) -> list[str]:
    return DIRECTIVE.findall(time_format)
