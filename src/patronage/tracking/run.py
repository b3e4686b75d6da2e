"""A run from its first moment to its last: none is left RUNNING."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from patronage.tracking.client import StoreTroubleError, answering, connect
from patronage.tracking.orphans import Sign, sign_of_life
from patronage.tracking.outage import check_outage, note_outage
from patronage.tracking.store import Store, prepare


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run that is open."""

    client: Any
    uri: str
    run_id: str
    experiment_id: str
    name: str


@contextmanager
def running(store: Store, name: str, tags: Mapping[str, str]) -> Iterator[Run]:
    """Open a run, and the store where it is missing; close it, whatever happens inside.

    A server that has failed before in this process is not waited for again.
    """
    check_outage(store.uri)
    with noted(store.uri):
        experiment_id = prepare(store)
        with sign_of_life(store.signs) as sign:
            run = _begun(store.uri, experiment_id, name, {**tags, **sign.tags})
            try:
                yield run
            except BaseException as error:
                stopped = isinstance(error, (KeyboardInterrupt, SystemExit))
                with suppress(StoreTroubleError):
                    _end(run, sign, "KILLED" if stopped else "FAILED")
                raise
            _end(run, sign, "FINISHED")


@contextmanager
def noted(uri: str) -> Iterator[None]:
    """Remember an outage."""
    try:
        yield
    except StoreTroubleError as error:
        note_outage(uri, error)
        raise


def _begun(uri: str, experiment_id: str, name: str, tags: dict[str, str]) -> Run:
    client = connect(uri)
    with answering(uri):
        begun = client.create_run(experiment_id, run_name=name, tags=tags)
    return Run(
        client=client,
        uri=uri,
        run_id=begun.info.run_id,
        experiment_id=experiment_id,
        name=name,
    )


def _end(run: Run, sign: Sign, status: str) -> None:
    with answering(run.uri):
        run.client.set_terminated(run.run_id, status=status)
        for tag in sign.tags:
            run.client.delete_tag(run.run_id, tag)
    sign.remove()
