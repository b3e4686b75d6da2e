"""A run from its first moment to its last: none is left RUNNING."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from patronage.tracking.client import StoreTroubleError, answering, connect
from patronage.tracking.orphans import PROCESS, process_tag
from patronage.tracking.outage import check_outage, note_outage
from patronage.tracking.store import Store, prepare


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run that has begun."""

    client: Any
    uri: str
    run_id: str
    experiment_id: str
    name: str


def begin(store: Store, name: str, tags: Mapping[str, str]) -> Run:
    """Open a run, and the store where it is missing.

    A server that has failed before in this process is not waited for again.
    """
    check_outage(store.uri)
    with noted(store.uri):
        return _begin(store, name, tags)


@contextmanager
def noted(uri: str) -> Iterator[None]:
    """Remember an outage."""
    try:
        yield
    except StoreTroubleError as error:
        note_outage(uri, error)
        raise


def _begin(store: Store, name: str, tags: Mapping[str, str]) -> Run:
    experiment_id = prepare(store)
    client = connect(store.uri)
    with answering(store.uri):
        begun = client.create_run(
            experiment_id, run_name=name, tags={**tags, PROCESS: process_tag()}
        )
    return Run(
        client=client,
        uri=store.uri,
        run_id=begun.info.run_id,
        experiment_id=experiment_id,
        name=name,
    )


@contextmanager
def ended(run: Run) -> Iterator[None]:
    """Give the run the status that it deserves, whatever happens inside."""
    try:
        yield
    except BaseException as error:
        stopped = isinstance(error, (KeyboardInterrupt, SystemExit))
        with suppress(StoreTroubleError):
            _end(run, "KILLED" if stopped else "FAILED")
        raise
    _end(run, "FINISHED")


def _end(run: Run, status: str) -> None:
    with answering(run.uri):
        run.client.set_terminated(run.run_id, status=status)
        run.client.delete_tag(run.run_id, PROCESS)
