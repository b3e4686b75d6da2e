"""What a retraining depends on, as one digest: equal keys give equal models."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from patronage import config
from pipelines import workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from patronage.config import Config

COUNTED = (
    "seed",
    "window_days",
    "horizon_days",
    "n_bootstraps",
    "n_nulls",
    "features",
    "preprocessing",
    "selection",
    "quadrants",
    "gate",
    "drift",
)
NEVER = {"n_jobs", "strict"}
CODE = ("src/patronage", "pipelines")


def retrain_key(cfg: Config, as_of: str) -> str:
    """Return the SHA-256 of the data, the settings that count, the code and the day."""
    parts = {
        "as_of": as_of,
        "code": code_version(),
        "config": what_counts(cfg),
        "data": _data(cfg),
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def what_counts(cfg: Config) -> dict[str, Any]:
    """Return the settings that change a model, or whether it is promoted."""
    names = (*COUNTED, cfg.retrained)
    whole = config.kept(cfg)
    plain: dict[str, Any] = _without({name: whole[name] for name in names})
    return {"source": str(cfg.source.name), **plain}


def code_version() -> str:
    """Return a digest of the code that is running."""
    files = (path for part in CODE for path in (config.root() / part).rglob("*.py"))
    return _digest(sorted(files), config.root())


def _data(cfg: Config) -> str:
    """A digest of the tables that ingest has made."""
    folder = workspace.folder(cfg)
    place = folder.file("interim", "ledger").parent
    return _digest(sorted(place.rglob("*.parquet")), place)


def _digest(paths: Iterable[Path], start: Path) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(str(path.relative_to(start)).encode())
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()


def _without(value: Any) -> Any:
    """Leave out what is no matter: how many jobs, and how the command ends."""
    if isinstance(value, dict):
        return {k: _without(each) for k, each in value.items() if k not in NEVER}
    if isinstance(value, list):
        return [_without(each) for each in value]
    return value
