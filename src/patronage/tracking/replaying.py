"""Send what waits in the outbox, once and no more."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from patronage import io
from patronage.errors import LockHeldError, PatronageError
from patronage.tracking.client import StoreTroubleError, answering, connect
from patronage.tracking.mirror import replay_aliases
from patronage.tracking.outbox import opened, set_aside, waiting_in
from patronage.tracking.run import running
from patronage.tracking.sending import send
from patronage.tracking.store import Store

PARCEL = "patronage.parcel"


def replay(store: Store) -> int:
    """Send the runs that wait, the first first; return how many there were.

    One that was sent before, whole, is not sent again; what was sent of it by halves
    is deleted. If the store fails again, or another process is at it, the rest waits.
    """
    box = store.outbox
    if box is None or not box.is_dir():
        return 0
    sent = 0
    try:
        with io.lock(box / ".lock"):
            for place in waiting_in(box):
                sent += _sent(place, store)
            replay_aliases(store)
    except (StoreTroubleError, LockHeldError):
        pass
    return sent


def _sent(place: Path, store: Store) -> int:
    try:
        waiting = opened(place)
    except (PatronageError, KeyError, TypeError, ValueError, OSError) as error:
        set_aside(place, error)
        return 0
    if not _is_there(place.name, store):
        with running(store, waiting.name, waiting.tags) as run:
            send(waiting.parcel, waiting.inputs, run)
    shutil.rmtree(place)
    return 1


def _is_there(parcel_id: str, store: Store) -> bool:
    """Whether a run was sent whole; one that was not is deleted."""
    client = connect(store.uri)
    whole = False
    with answering(store.uri):
        for run in _runs(client, parcel_id, store):
            if run.info.status == "FINISHED":
                whole = True
            else:
                client.delete_run(run.info.run_id)
    return whole


def _runs(client: Any, parcel_id: str, store: Store) -> list[Any]:
    experiment = client.get_experiment_by_name(store.experiment)
    if experiment is None:
        return []
    query = f"tags.`{PARCEL}` = '{parcel_id}'"
    return list(client.search_runs([experiment.experiment_id], query))
