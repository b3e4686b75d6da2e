"""Where runs are kept, and how that place is made exactly once."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from patronage import io
from patronage.errors import TrackingError
from patronage.tracking.client import (
    StoreTroubleError,
    answering,
    connect,
    load,
    trouble,
)
from patronage.tracking.existing import unless_it_exists
from patronage.tracking.orphans import close_orphans

SQLITE = "sqlite:///"
WAIT_SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class Store:
    """An MLflow store: its address, its folder of artifacts and its experiment.

    With `strict`, a store that does not answer is an error, else a warning, and what
    could not be sent waits in `outbox`, if there is one.
    """

    uri: str
    artifacts: str
    experiment: str = "patronage"
    strict: bool = False
    outbox: Path | None = None

    @property
    def signs(self) -> Path | None:
        """The folder of the locks that are held while runs are open."""
        return self.outbox and self.outbox.with_name("open")


def local_store(
    folder: Path, *, experiment: str = "patronage", strict: bool = False
) -> Store:
    """Return the default store of a folder: one SQLite file and its artifacts."""
    root = folder.resolve()
    return Store(
        uri=f"{SQLITE}{root / 'mlflow.db'}",
        artifacts=str(root / "artifacts"),
        experiment=experiment,
        strict=strict,
        outbox=root / "outbox",
    )


def prepare(store: Store) -> str:
    """Make the store and its experiment where they are missing; return its id.

    Runs that a killed process left RUNNING are marked KILLED. Any number of
    processes may do this at once on an empty folder.

    Raises
    ------
    TrackingError
        If the address is a file store or a relative path, or the store is broken.
    """
    check(store)
    load()
    if not store.uri.startswith("sqlite:"):
        return _experiment(store)
    file = database(store)
    try:
        with io.lock(file.with_name(f"{file.name}.lock"), wait=True):
            _make(file, store)
            _probe(file)
            return _experiment(store)
    except StoreTroubleError as error:
        raise StoreTroubleError(f"{error}{_repair(error, file)}") from error


def database(store: Store) -> Path:
    """The file of an SQLite store."""
    return Path(store.uri.removeprefix(SQLITE))


def check(store: Store) -> None:
    """Refuse addresses by which a run would be lost."""
    scheme = urlsplit(store.uri).scheme
    if len(scheme) < 2 or scheme == "file":
        raise TrackingError(
            f"tracking.uri should be sqlite:///<absolute path> or a server, "
            f"not a file store; got '{store.uri}'."
        )
    if scheme == "sqlite" and not store.uri.startswith(f"{SQLITE}/"):
        raise TrackingError(
            f"tracking.uri should hold an absolute path; got '{store.uri}'."
        )
    if scheme == "sqlite" and not Path(_artifact_path(store)).is_absolute():
        raise TrackingError(
            f"tracking.artifacts should be an absolute path; got '{store.artifacts}'."
        )


def _artifact_path(store: Store) -> str:
    return store.artifacts.removeprefix("file://")


def _make(file: Path, store: Store) -> None:
    """Create the tables beside the final name, so that a kill leaves nothing half."""
    if file.exists():
        return
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
    with answering(store.uri):
        SqlAlchemyStore(f"{SQLITE}{draft}", _location(store)).engine.dispose()
        draft.replace(file)


def _probe(file: Path) -> None:
    """Ask the file itself first: MLflow would try a broken one for 100 seconds."""
    try:
        with closing(sqlite3.connect(file, timeout=WAIT_SECONDS)) as connection:
            connection.execute("SELECT count(*) FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StoreTroubleError(trouble(f"{SQLITE}{file}", error)) from error


def _experiment(store: Store) -> str:
    client = connect(store.uri)
    with answering(store.uri):
        found = client.get_experiment_by_name(store.experiment)
        if found is None:
            return str(_create(client, store))
        close_orphans(client, found.experiment_id, store.signs)
        return str(found.experiment_id)


def _create(client: Any, store: Store) -> str:
    if not store.uri.startswith("sqlite:"):
        with unless_it_exists():
            client.create_experiment(store.experiment)
        return str(client.get_experiment_by_name(store.experiment).experiment_id)
    Path(_artifact_path(store)).mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(client.create_experiment(store.experiment, _location(store)))


def _location(store: Store) -> str:
    if store.artifacts.startswith("file:"):
        return store.artifacts
    return Path(store.artifacts).as_uri()


def _repair(error: StoreTroubleError, file: Path) -> str:
    if "locked" in str(error):
        return ""
    return (
        f" To keep its runs try 'mlflow db upgrade {SQLITE}{file}'; "
        f"to begin anew 'mv {file} {file}.broken'."
    )
