"""Formats of written times: which there are, and whether they carry a zone."""

from __future__ import annotations

import re

from patronage.errors import ConfigError

DIRECTIVE = re.compile("%-?.?", re.DOTALL)
KNOWN = frozenset(
    [f"%{letter}" for letter in "%ABGHIMSTUVWXYZabcdfghjmnpuwxyz"]
    + [f"%-{letter}" for letter in "HIMSdjmy"]
)


def check(column: str, time_format: str) -> None:
    """Refuse a format that no time can be read by.

    Raises
    ------
    ConfigError
        If it is empty, or has a directive that strptime does not know.
    """
    unknown = [part for part in _directives(time_format) if part not in KNOWN]
    if unknown or not time_format:
        found = f"{unknown[0]!r} in {time_format!r}" if unknown else "''"
        raise ConfigError(
            f"the time_format of '{column}' should be one of strptime; got {found}."
        )


def has_zone(time_format: str) -> bool:
    """Say whether the times written so carry their own zone."""
    return not {"%z", "%Z"}.isdisjoint(_directives(time_format))


def _directives(time_format: str) -> list[str]:
    return DIRECTIVE.findall(time_format)
