"""From the configuration to places: folders, the tracking store, the job's name."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from patronage import config, io, tracking
from patronage.loggable import Note
from patronage.plain import plain
from pipelines import terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from patronage.config import Config
    from patronage.segments import SegmentScheme

MADE_UP = "SYNTHETIC"
STARTED = time.strftime("%Y%m%d-%H%M%S", time.gmtime())


def folder(cfg: Config) -> io.Folder:
    """The tables of the source that the job works on."""
    return io.Folder(config.root() / cfg.paths.data, cfg.source.name)


def published(cfg: Config, scheme: str | None = None) -> io.Versions:
    """The versions of a scheme of the source: of the one that is retrained, if none."""
    place, name = folder(cfg), scheme or str(getattr(cfg, cfg.retrained).name)
    return io.Versions(place.data / "published" / place.source / name)


def store(cfg: Config) -> tracking.Store:
    """The tracking store: a server, or an SQLite file in `paths.runs`."""
    local = tracking.local_store(
        config.root() / cfg.paths.runs,
        experiment=cfg.tracking.experiment,
        strict=cfg.tracking.strict,
    )
    return replace(local, uri=cfg.tracking.uri or local.uri)


def check_store(cfg: Config) -> None:
    """Refuse an address that no run could be sent to, before any work is done."""
    if cfg.tracking.enabled:
        tracking.check(store(cfg))


def claim(cfg: Config) -> AbstractContextManager[None]:
    """Keep other processes from the source's tables while this one makes them."""
    return io.lock(folder(cfg).lock, wait=cfg.wait)


def job(cfg: Config) -> str:
    """One name for all that this process tracks."""
    return cfg.job or f"{STARTED}-{os.getpid()}"


def origin(cfg: Config) -> str:
    """What a source that is made up says of itself; "" of a real one."""
    described = str(cfg.source.get("description", ""))
    return described if MADE_UP in described else ""


def note(cfg: Config, sentences: Sequence[str], *, otherwise: str = "") -> Note:
    """Return what a run says of itself: first, that its source is made up if it is."""
    said = [each for each in (origin(cfg), *sentences) if each]
    return Note("\n".join(f"- {plain(each)}" for each in said) or otherwise)


def say_origin(cfg: Config) -> None:
    """Say that a source is made up, if it is."""
    if told := origin(cfg):
        terminal.say(told)


def tags(cfg: Config, scheme: SegmentScheme, *, as_of: str) -> dict[str, str]:
    """What a run is found by; equal names stand for equal things in every run."""
    return {
        "job": job(cfg),
        "scheme": scheme.name,
        "stage": type(scheme).__module__.split(".")[1],
        "source": cfg.source.name,
        "as_of": as_of,
    }
