"""How a challenger becomes champion: published, pointed to, remembered."""

from __future__ import annotations

import getpass
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from patronage import compare, config, io
from patronage.errors import IntegrityError
from patronage.study.champion import FEATURE_MODEL, SCHEME
from patronage.tables import DICTIONARY, NAMES, REFERENCE
from pipelines import retrain_key, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patronage.config import Config
    from pipelines.challenge import Challenge

Event = dict[str, Any]
DIGEST = 8


def version_of(challenge: Challenge, key: str) -> str:
    """Return the name of the version that a challenger would be."""
    return f"{challenge.as_of}-{key[:DIGEST]}"


def publish(cfg: Config, challenge: Challenge, event: Event) -> None:
    """Publish a challenger and point to it, if the champion is still the same.

    Raises
    ------
    LockHeldError
        If another process has changed the champion since; the challenger stays.
    """
    versions = workspace.published(cfg)
    before = event["champion_before"]
    with versions.staged(
        as_of=challenge.as_of,
        digest=event["key"][:DIGEST],
        facts=_facts(cfg, challenge, event),
    ) as stage:
        _write(challenge, stage)
    versions.point(event["version"], expected=before, facts=event)
    versions.history.add(event)


def remembered(versions: io.Versions, key: str) -> Event | None:
    """Return what was decided of equal inputs, if all of it still stands.

    A process that was killed between pointer and history is made up for.
    """
    events = versions.history.events()
    found = next((each for each in reversed(events) if each.get("key") == key), None)
    pointer = versions.pointer()
    if found is None and pointer is not None and pointer.facts.get("key") == key:
        found = dict(pointer.facts)
        versions.history.add(found)
    return found if found is not None and _stands(versions, found) else None


def who_and_when(cfg: Config) -> dict[str, str]:
    """Who decided, when, and why: what the history keeps of every change."""
    return {
        "by": cfg.by or _user(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "why": cfg.why,
    }


def _stands(versions: io.Versions, event: Mapping[str, Any]) -> bool:
    """Whether the version of an event is what was published, or was removed since."""
    name, pointer = event["version"], versions.pointer()
    is_champion = pointer is not None and pointer.version == name
    is_there = name in {entry.name for entry in versions.entries()}
    if event["decision"] != "promoted" or not (is_champion or is_there):
        return True
    try:
        versions.opened(name)
    except IntegrityError:
        return False
    return True


def _write(challenge: Challenge, stage: io.VersionFolder) -> None:
    fitted = challenge.fitted
    io.save_model(stage.model(SCHEME), fitted.scheme)
    io.save_model(stage.model(FEATURE_MODEL), fitted.shared.feature_model)
    io.write(NAMES, challenge.names, stage)
    io.write(DICTIONARY, fitted.shared.dictionary, stage)
    reference = compare.drift_reference(fitted.shared.features, fitted.segments)
    io.write(REFERENCE, reference, stage)


def _facts(cfg: Config, challenge: Challenge, event: Event) -> dict[str, Any]:
    """What a version must know of itself to be applied, and held against others."""
    return {
        **challenge.fitted.shared.facts,
        "source": str(cfg.source.name),
        "scheme": challenge.fitted.name,
        "group": cfg.retrained,
        "key": event["key"],
        "code_version": retrain_key.code_version(),
        "features": config.kept(cfg.features),
        "next_id": challenge.id_after,
        "metrics": challenge.metrics,
        "parent": event["champion_before"],
    }


def _user() -> str:
    with suppress(KeyError, OSError):
        return getpass.getuser()
    return "unknown"
