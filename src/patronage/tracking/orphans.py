"""Runs whose process was killed: nobody else would ever close them."""

from __future__ import annotations

import os
import socket
from typing import Any

PROCESS = "patronage.process"
ENDED = "patronage.ended"


def process_tag() -> str:
    """Return what identifies this process on this machine."""
    return f"{socket.gethostname()}:{os.getpid()}"


def close_orphans(client: Any, experiment_id: str) -> None:
    """Mark as KILLED the runs that dead processes of this machine left RUNNING."""
    running = client.search_runs([experiment_id], "attributes.status = 'RUNNING'")
    for run in running:
        owner = run.data.tags.get(PROCESS, "")
        if _is_dead(owner):
            client.set_tag(run.info.run_id, ENDED, f"its process {owner} was killed")
            client.set_terminated(run.info.run_id, status="KILLED")


def _is_dead(owner: str) -> bool:
    host, _, pid = owner.rpartition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
