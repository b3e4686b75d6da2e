"""All versions of one scheme: staged, published, pointed to, opened, removed."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patronage.errors import ConfigError, IntegrityError, LockHeldError
from patronage.io.lock import lock
from patronage.io.publish import sync, writing
from patronage.io.versions.entry import NAME, Entry, Opened, entry_at, is_whole
from patronage.io.versions.folder import VersionFolder
from patronage.io.versions.history import History
from patronage.io.versions.manifest import seal, verify
from patronage.io.versions.pointer import Pointer, read_pointer, write_pointer

STAGE = ".stage-"


@dataclass(frozen=True)
class Versions:
    """The published versions of a scheme, in a folder of their own.

    A version appears whole or not at all and is never changed afterwards; the champion
    changes with one rename. What a killed process left is removed by `sweep`.
    """

    folder: Path

    @property
    def history(self) -> History:
        """What happened to the versions."""
        return History(self.folder / "history")

    def pointer(self) -> Pointer | None:
        """Return which version is champion; None before the first."""
        return read_pointer(self.folder / "champion.json")

    def entries(self) -> list[Entry]:
        """Return the versions, by day and name; one without a manifest is none."""
        paths = sorted(self._versions.glob("*"))
        return [each for path in paths if (each := entry_at(path)) is not None]

    @contextmanager
    def staged(
        self, *, as_of: str, digest: str, facts: Mapping[str, Any]
    ) -> Iterator[VersionFolder]:
        """Yield an empty folder that becomes version `<as_of>-<digest>` at a good end.

        A version of this name that is there already is of the same inputs: it is
        replaced, so that a damaged one heals, unless it is whole, and stays then.

        Raises
        ------
        MachineError
            If the disk is full, or the folder cannot be written.
        """
        final = self._path(f"{as_of}-{digest}")
        stage = final.with_name(f"{STAGE}{final.name}")
        with writing(final):
            _remove(stage)
            stage.mkdir(mode=0o700, parents=True)
            try:
                yield VersionFolder(stage, final.name)
                seal(stage, facts)
                self._settle(stage, final)
            finally:
                _remove(stage)

    def point(
        self, name: str, *, expected: str | None, facts: Mapping[str, Any]
    ) -> Pointer:
        """Make a version champion, if the champion is still the one `expected`.

        Raises
        ------
        LockHeldError
            If it is not: another process was first.
        IntegrityError
            If the version is not what was published.
        """
        verify(self._known(name))
        with lock(self.folder / "champion.lock", wait=True):
            now = self.pointer()
            current = None if now is None else now.version
            if current != expected:
                raise LockHeldError(
                    f"the champion of '{self.folder.name}' should still be {expected}; "
                    f"another process has made {current} champion."
                )
            moved = Pointer(version=name, facts=facts)
            moved = moved if now is None else now.moved_to(name, facts)
            write_pointer(self.folder / "champion.json", moved)
        return moved

    def opened(self, name: str | None = None, *, fallback: bool = False) -> Opened:
        """Return a version, or the champion, once every byte of it is verified.

        With `fallback`, a champion that is damaged is replaced by the last one before
        it that is not.

        Raises
        ------
        IntegrityError
            If there is no such version, or it is not what was published.
        """
        if name is not None:
            return self._opened(name)
        pointer = self.pointer()
        if pointer is None:
            raise IntegrityError(
                f"'{self.folder}' should hold a champion; run "
                "`python -m pipelines.retrain` first."
            )
        try:
            return self._opened(pointer.version)
        except IntegrityError as error:
            if not fallback:
                raise
            return self._earlier(pointer, error)

    @contextmanager
    def pinned(self, name: str) -> Iterator[None]:
        """Keep a version from being removed while it is used."""
        handle = os.open(self._known(name), os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
            yield
        finally:
            os.close(handle)

    def remove(self, name: str) -> bool:
        """Remove a version; not the champion, nor one that somebody uses.

        Returns whether it is gone.
        """
        path = self._known(name)
        pointer = self.pointer()
        if pointer is not None and pointer.version == name:
            return False
        handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            doomed = path.with_name(f"{STAGE}{name}")
            path.replace(doomed)
            _remove(doomed)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True

    def sweep(self) -> int:
        """Remove what killed processes left; the caller holds the source's lock."""
        left = [
            *self._versions.glob(f"{STAGE}*"),
            *self.folder.glob(".champion.json.*"),
            *self.history.folder.glob(".*.json.*"),
        ]
        for path in left:
            _remove(path)
        return len(left)

    def _earlier(self, pointer: Pointer, error: IntegrityError) -> Opened:
        for name in pointer.earlier:
            try:
                found = self._opened(name)
            except IntegrityError:
                continue
            return Opened(found.name, found.folder, found.facts, is_fallback=True)
        raise error

    def _opened(self, name: str) -> Opened:
        path = self._known(name)
        return Opened(name, VersionFolder(path, name), verify(path))

    def _settle(self, stage: Path, final: Path) -> None:
        """Give a sealed stage its name."""
        sync(stage)
        if final.exists():
            if is_whole(final):
                return
            _remove(final)
        stage.replace(final)
        for folder in (final.parent, self.folder, self.folder.parent):
            sync(folder)

    def _known(self, name: str) -> Path:
        path = self._path(name)
        if not path.is_dir() or path.is_symlink():
            there = ", ".join(entry.name for entry in self.entries()) or "none"
            raise IntegrityError(
                f"version '{name}' should be one of those published in "
                f"'{self.folder}' ({there})."
            )
        return path

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ConfigError(
                f"a version should be named like 2017-10-02-0a1b2c3d; got '{name}'."
            )
        return self._versions / name

    @property
    def _versions(self) -> Path:
        return self.folder / "versions"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
