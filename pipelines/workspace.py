"""From the configuration to places: folders, the tracking store, the job's name."""

import os
import time
from dataclasses import replace

from patronage import config, io, tracking
from patronage.config import Config

STARTED = time.strftime("%Y%m%d-%H%M%S", time.gmtime())


def folder(cfg: Config) -> io.Folder:
    """The tables of the source that the job works on."""
    return io.Folder(config.root() / cfg.paths.data, cfg.source.name)


def store(cfg: Config) -> tracking.Store:
    """The tracking store: a server, or an SQLite file in `paths.runs`."""
    local = tracking.local_store(
        config.root() / cfg.paths.runs,
        experiment=cfg.tracking.experiment,
        strict=cfg.tracking.strict,
    )
    return replace(local, uri=cfg.tracking.uri or local.uri)


def job(cfg: Config) -> str:
    """One name for all that this process tracks."""
    return cfg.job or f"{STARTED}-{os.getpid()}"


def tags(cfg: Config, *, scheme: str, as_of: str) -> dict[str, str]:
    """What a run is found by; equal names stand for equal things in every run."""
    kinds = {cfg.clustering.name: "clustering", cfg.quadrants.name: "quadrants"}
    return {
        "job": job(cfg),
        "scheme": scheme,
        "stage": kinds.get(scheme, "rules"),
        "source": cfg.source.name,
        "as_of": as_of,
    }
