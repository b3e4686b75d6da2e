"""Log what a scheme has to say as one flat run."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from patronage.loggable import Loggable
from patronage.tracking.client import StoreTroubleError
from patronage.tracking.outbox import Waiting, inputs_of, seal
from patronage.tracking.pack import Parcel, pack
from patronage.tracking.replaying import PARCEL, replay
from patronage.tracking.run import running
from patronage.tracking.sending import send
from patronage.tracking.store import Store


def log(
    items: Iterable[Loggable], store: Store, *, name: str, tags: Mapping[str, str]
) -> str | None:
    """Log one flat run and return its id, or None where the store does not answer.

    A run that breaks off is marked FAILED, and KILLED where the user stopped it. One
    that could not be sent waits in the outbox of the store, if it has one, and is sent
    when a later run has been.

    Raises
    ------
    TrackingError
        If an item may not be logged, or the store does not answer and is strict.
    """
    parcel_id = f"{name}-{token_hex(8)}"
    tags = {**tags, PARCEL: parcel_id}
    with TemporaryDirectory() as folder:
        packed: list[Parcel] = []
        try:
            with running(store, name, tags) as run:
                packed.append(pack(items, Path(folder)))
                send(packed[0], inputs_of(packed[0]), run)
        except StoreTroubleError as error:
            if store.strict:
                raise
            parcel = packed[0] if packed else pack(items, Path(folder))
            _keep(store, parcel_id, _waiting(name, tags, parcel), error)
            return None
    replay(store)
    return run.run_id


def _waiting(name: str, tags: Mapping[str, str], parcel: Parcel) -> Waiting:
    return Waiting(name=name, tags=tags, parcel=parcel, inputs=inputs_of(parcel))


def _keep(
    store: Store, parcel_id: str, waiting: Waiting, error: StoreTroubleError
) -> None:
    """Put a run into the outbox; without one it is lost, and said to be."""
    kept = ""
    if store.outbox is not None:
        place = seal(store.outbox, parcel_id, waiting)
        kept = f" It waits in '{place}' until the store answers."
    warnings.warn(
        f"run '{waiting.name}' was not sent in full: {error}{kept}", stacklevel=4
    )
