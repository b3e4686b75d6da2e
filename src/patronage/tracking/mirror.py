"""The alias `champion` of the registry, which follows what is published."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from patronage import io
from patronage.tracking.client import StoreTroubleError, answering, connect
from patronage.tracking.outage import check_outage
from patronage.tracking.run import noted
from patronage.tracking.store import Store, prepare

ALIAS, VERSION, DIGEST = "champion", "patronage.version", "patronage.sha256"
MODEL, ALIASES = "model.skops", "aliases.json"


def mirror_champion(store: Store, *, model: str, version: str) -> bool:
    """Let the registry's alias name the version that is published as champion.

    The model's files are fetched again and must be those that were sent. Where the
    store does not answer, the wish waits in the outbox, the last one of each model.

    Raises
    ------
    TrackingError
        If the store does not answer and is strict.
    """
    try:
        check_outage(store.uri)
        with noted(store.uri):
            prepare(store)
            is_set = _set(store, model, version)
    except StoreTroubleError as error:
        if store.strict:
            raise
        _keep(store, {model: version})
        warnings.warn(
            f"the alias '{ALIAS}' of '{model}' was not set, and waits: {error}",
            stacklevel=2,
        )
        return False
    if is_set:
        _keep(store, {model: ""})
    return is_set


def champion_alias(store: Store, model: str) -> str | None:
    """Return the published version that the alias names; None without one.

    Raises
    ------
    TrackingError
        If the store does not answer.
    """
    client = connect(store.uri)
    for found in _versions(client, store, model):
        if ALIAS in found.aliases:
            return str(found.tags.get(VERSION))
    return None


def replay_aliases(store: Store) -> None:
    """Set the aliases that wait; raises StoreTroubleError if the store fails."""
    for model, version in _kept(store).items():
        if _set(store, model, version):
            _keep(store, {model: ""})


def _set(store: Store, model: str, version: str) -> bool:
    """Set the alias, unless it is set or the version is not there as it was sent."""
    client = connect(store.uri)
    found = [
        each
        for each in _versions(client, store, model)
        if each.tags.get(VERSION) == version
    ]
    if any(ALIAS in each.aliases for each in found):
        return True
    whole = [each for each in found if _is_whole(store, each)]
    if not whole:
        why = "does not have it whole" if found else "does not have it"
        warnings.warn(
            f"the alias '{ALIAS}' of '{model}' should name version {version}, but the "
            f"registry {why}.",
            stacklevel=3,
        )
        return False
    with answering(store.uri):
        client.set_registered_model_alias(model, ALIAS, whole[-1].version)
    return True


def _versions(client: Any, store: Store, model: str) -> list[Any]:
    """All versions of a model, the oldest first, each with its aliases."""
    with answering(store.uri):
        found = client.search_model_versions(f"name = '{model}'")
        whole = [client.get_model_version(model, each.version) for each in found]
    return sorted(whole, key=lambda each: int(each.version))


def _is_whole(store: Store, version: Any) -> bool:
    """Whether the model's file, fetched again, is the one that was sent."""
    import mlflow.artifacts

    with answering(store.uri), TemporaryDirectory() as folder:
        fetched = mlflow.artifacts.download_artifacts(
            artifact_uri=f"{version.source.rstrip('/')}/{MODEL}",
            dst_path=folder,
            tracking_uri=store.uri,
        )
        content = Path(fetched).read_bytes()
    return hashlib.sha256(content).hexdigest() == version.tags.get(DIGEST)


def _keep(store: Store, wishes: Mapping[str, str]) -> None:
    """Add wishes to those that wait; one for no version is taken away."""
    kept = _kept(store)
    told = {name: version for name, version in (kept | dict(wishes)).items() if version}
    if store.outbox is not None and told != kept:
        store.outbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        io.write_json(store.outbox / ALIASES, told)


def _kept(store: Store) -> dict[str, str]:
    path = None if store.outbox is None else store.outbox / ALIASES
    return dict(io.read_json(path)) if path is not None and path.exists() else {}
