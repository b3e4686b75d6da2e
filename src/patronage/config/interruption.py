"""Stopped by a person or a scheduler: the exit code they expect, whatever broke."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}

_received: list[int] = []


def listen() -> None:
    """Note SIGINT and SIGTERM, and let the program unwind."""
    _received.clear()
    for number in CODES:
        signal.signal(number, _stop)


def code() -> int:
    """Return the exit code of the first signal, 0 without any.

    Libraries turn an interruption into errors of their own, so what was raised does
    not tell.
    """
    return CODES[signal.Signals(_received[0])] if _received else 0


def leave(exit_code: int) -> NoReturn:
    """End the process; at once if interrupted, when threads may still be at work."""
    sys.stdout.flush()
    sys.stderr.flush()
    if _received:
        os._exit(exit_code)
    sys.exit(exit_code)


def _stop(number: int, _: object) -> NoReturn:
    _received.append(number)
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(code())
