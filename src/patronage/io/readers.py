"""Who reads the tables of a source, and when nobody does."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from patronage.io.folder import Folder
from patronage.io.lock import opened


@contextmanager
def reading(folder: Folder) -> Iterator[None]:
    """Keep a source's interim tables as they are, for as many readers as there are.

    An ingest goes on meanwhile, and waits with the new tables until nobody reads: so
    not in a process that ingests within the block.

    Raises
    ------
    MachineError
        If the data folder cannot be written.
    """
    with _flocked(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def unread(folder: Folder) -> Iterator[None]:
    """Wait until nobody reads, and let readers wait."""
    with _flocked(folder, fcntl.LOCK_EX):
        yield


@contextmanager
def _flocked(folder: Folder, how: int) -> Iterator[None]:
    # No source has a name with a dot before it, so none has this for its lock.
    path = folder.lock.with_name(f".{folder.source}.readers.lock")
    with opened(path) as file:
        fcntl.flock(file, how)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
