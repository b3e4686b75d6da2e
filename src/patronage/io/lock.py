"""One writer at a time; the lock of a killed process is free at once."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from patronage.errors import LockHeldError, MachineError

LOOKS, BETWEEN_LOOKS = 10, 0.02  # seconds


@contextmanager
def lock(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold `path` as a lock, or wait for it.

    Raises
    ------
    LockHeldError
        If another process holds it and `wait` is false; names that process.
    """
    with opened(path) as file:
        _acquire(file, path, wait=wait)
        _sign(file)
        try:
            yield
        finally:
            file.truncate(0)  # or the next holder's name would seem to be this one
            fcntl.flock(file, fcntl.LOCK_UN)


def opened(path: Path) -> IO[str]:
    """Open a file to lock, which is made as needed and never removed.

    Raises
    ------
    MachineError
        If the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise MachineError(f"'{path}' cannot be opened: {error.strerror}.") from error


def _acquire(file: IO[str], path: Path, *, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise LockHeldError(f"'{path}' is held by {holder(path)}.") from None


def _sign(file: IO[str]) -> None:
    me = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "start": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    file.seek(0)
    file.truncate()
    file.write(json.dumps(me))
    file.flush()


def holder(path: Path) -> str:
    """Name the process that holds a lock, or did when it was killed."""
    for _ in range(LOOKS):  # it may be about to sign
        try:
            signed = json.loads(path.read_text(encoding="utf-8"))
            return (
                f"process {signed['pid']} on {signed['host']} since {signed['start']}"
            )
        except (OSError, ValueError, KeyError, TypeError):
            time.sleep(BETWEEN_LOOKS)
    return "another process"
