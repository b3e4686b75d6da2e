"""Which published versions stay, and why; the others go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import io
from pipelines import publishing
from pipelines.rollback import candidates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from patronage.config import Config

REMOVED, WOULD, USED = "removed", "would be removed", "somebody reads it"


def of_source(place: Path) -> Iterator[io.Versions]:
    """Yield the versions of every scheme that was ever published, by name."""
    for folder in sorted(place.glob("[!.]*")):
        if folder.is_dir():
            yield io.Versions(folder)


def reasons(versions: io.Versions, keep: int) -> dict[str, str]:
    """Return why each version stays; "" of one that may go.

    The champion stays, and the one before it, so that it can be rolled back to.
    """
    names = [entry.name for entry in versions.entries()]
    kept = dict.fromkeys(names, "")
    kept |= dict.fromkeys(names[-keep:], f"among the newest {keep}")
    pointer = versions.pointer()
    if pointer is None:
        return kept
    before = [name for name in candidates(versions, pointer) if name in kept][:1]
    kept |= dict.fromkeys(before, "the last champion before")
    return kept | {pointer.version: "champion"}


def retain(cfg: Config, versions: io.Versions) -> dict[str, str]:
    """Remove what may go, unless somebody reads it; return what became of each.

    With `retention.dry_run` nothing is removed. The caller holds the source's lock.
    """
    told = reasons(versions, cfg.retention.keep)
    if cfg.retention.dry_run:
        return {name: reason or WOULD for name, reason in told.items()}
    versions.sweep()
    return {
        name: reason or _removed(cfg, versions, name) for name, reason in told.items()
    }


def _removed(cfg: Config, versions: io.Versions, name: str) -> str:
    if not versions.remove(name):
        return USED
    event = {"kind": REMOVED, "decision": REMOVED, "version": name}
    versions.history.add(event | publishing.who_and_when(cfg))
    return REMOVED
