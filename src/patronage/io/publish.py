"""Files appear whole under their final name, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from patronage.errors import MachineError
from patronage.io.folder import Folder
from patronage.io.readers import unread
from patronage.schema import Place


@contextmanager
def publish(path: Path) -> Iterator[Path]:
    """Yield a temporary file that takes the place of `path` when the block ends well.

    If the block raises, the temporary file is removed and `path` stays as it was.

    Raises
    ------
    MachineError
        If the disk is full, or the folder cannot be written.
    """
    with writing(path), _temporary(path) as temporary:
        yield temporary
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)


def write_text(path: Path, text: str) -> Path:
    """Write a text whole or not at all."""
    with publish(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


@contextmanager
def publish_folder(folder: Folder, place: Place) -> Iterator[Folder]:
    """Yield an empty folder whose files replace all of `place` at the end, together.

    A reader sees the old files, the new ones or, should the process be killed at the
    wrong moment, none; never some of each. Who reads under `reading` has the old ones
    until the end: the new ones wait. The caller holds the folder's lock.
    """
    final = folder.data / place / folder.source
    staging = final.with_name(f".{folder.source}.staging")
    _restore(final, staging / "old")
    with writing(final), _empty(staging):
        yield Folder(staging, folder.source)
        with unread(folder):
            if final.exists():
                final.replace(staging / "old")
            (staging / place / folder.source).replace(final)
        sync(final.parent)


def _restore(final: Path, old: Path) -> None:
    """Put the old files back that a killed process had moved away, and no new ones."""
    if old.exists() and not final.exists():
        old.replace(final)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of a disk that refuses what it refused, and why."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise MachineError(f"'{path}' cannot be written: {reason}.") from error


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _empty(folder: Path) -> Iterator[None]:
    """Make a folder anew, without what a killed process left in it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folder)


def sync(path: Path) -> None:
    """Have a file or a folder on disk when this returns."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
