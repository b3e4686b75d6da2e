"""Runs whose process was killed: nobody else would ever close them.

As long as a run is open, its process holds the kernel's lock on a file made for it. The
lock goes with the process, however that ends, and is seen from every machine and every
container that shares the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from patronage import io
from patronage.errors import LockHeldError, MachineError

OPEN = "patronage.open"
ENDED = "patronage.ended"
A_SIGN = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True)
class Sign:
    """What shows that a run is open: a file whose lock its process holds."""

    file: Path | None

    @property
    def tags(self) -> dict[str, str]:
        """The tag by which an open run names its file."""
        return {} if self.file is None else {OPEN: self.file.name}

    def remove(self) -> None:
        """Let nobody look for a run that is closed."""
        if self.file is not None:
            self.file.unlink(missing_ok=True)


@contextmanager
def sign_of_life(folder: Path | None) -> Iterator[Sign]:
    """Hold a sign in a folder; without one there is none."""
    if folder is None:
        yield Sign(None)
        return
    file = folder / token_hex(8)
    with io.lock(file):
        yield Sign(file)


def close_orphans(client: Any, experiment_id: str, folder: Path | None) -> None:
    """Mark as KILLED the runs that dead processes have left RUNNING."""
    if folder is None:
        return
    query = "attributes.status = 'RUNNING'"
    for run in client.search_runs([experiment_id], query):
        name = run.data.tags.get(OPEN, "")
        if A_SIGN.fullmatch(name) and (folder / name).exists():
            _close(client, run.info.run_id, folder / name)


def _close(client: Any, run_id: str, sign: Path) -> None:
    holder = io.holder(sign)
    with suppress(LockHeldError, MachineError), io.lock(sign):
        if client.get_run(run_id).info.status == "RUNNING":
            client.set_tag(run_id, ENDED, f"{holder} left it open")
            client.set_terminated(run_id, status="KILLED")
        sign.unlink(missing_ok=True)
