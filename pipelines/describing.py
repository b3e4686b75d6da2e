"""What features are made of, as the configuration asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage import config
from patronage.study.describing import Describing
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from patronage.config import Config


def described(cfg: Config, as_of: str | Sequence[str] | None) -> Describing:
    """The customers of the source, as they stood on some days."""
    return Describing(
        folder=workspace.folder(cfg),
        asked=config.instantiate(cfg.features),
        batches=config.instantiate(cfg.engine),
        as_of=as_of,
        window_days=cfg.window_days,
        horizon_days=cfg.horizon_days,
        say=terminal.say,
        shown=terminal.progress,
    )
