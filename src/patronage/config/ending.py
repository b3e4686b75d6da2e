"""What is left to the end of a command, after the last trial of a sweep."""

from __future__ import annotations

from collections.abc import Callable

_left: list[Callable[[], None]] = []


def at_end(action: Callable[[], None]) -> None:
    """Do this when the command is done, in place of what was asked for before."""
    _left[:] = [action]


def finish() -> None:
    """Do what was left to the end, once."""
    while _left:
        _left.pop()()
