"""The alias `champion` in the registry: a mirror of the published pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import tracking
from pipelines import workspace

if TYPE_CHECKING:
    from patronage.config import Config


def mirror(cfg: Config) -> None:
    """Let the registry name the champion that is published, now or when it answers."""
    versions = workspace.published(cfg)
    pointer = versions.pointer()
    if pointer is None or not cfg.tracking.enabled:
        return
    tracking.mirror_champion(
        workspace.store(cfg),
        model=f"{cfg.source.name}.{versions.folder.name}",
        version=pointer.version,
    )
