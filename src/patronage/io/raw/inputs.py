"""What was read: every physical file with its fingerprint and its fate."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from patronage.errors import InputError, IntegrityError, MachineError

if TYPE_CHECKING:
    from patronage.io.raw.earlier import Progress

Status = Literal["read", "already_ingested", "unfinished"]


@dataclass(frozen=True)
class Stamp:
    """What changes when a file does."""

    bytes: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True)
class Input:
    """One physical file of a declared one; `shown` is its name in reports.

    An unfinished file is not opened: it has no sha256.
    """

    declared: str
    shown: str
    path: Path
    status: Status
    stamp: Stamp
    sha256: str = ""

    @property
    def identity(self) -> str:
        """What its rows depend on: the content, and the keys in a hive path."""
        folders = self.shown.split("/")[:-1]
        keys = [folder for folder in folders if "=" in folder]
        return "/".join([*keys, self.sha256])

    @property
    def bytes(self) -> int:
        """The file's size."""
        return self.stamp.bytes


@dataclass(frozen=True)
class Inputs:
    """Everything that was found for a source, and what is worth a warning.

    `progress` tells new files of a set from those that were cast earlier.
    """

    files: tuple[Input, ...]
    warnings: tuple[str, ...]
    progress: Progress | None = None

    def read(self, name: str) -> list[Input]:
        """Return the physical files whose rows count for a declared one."""
        return [f for f in self.files if (f.declared, f.status) == (name, "read")]

    def fingerprint(self, name: str) -> str:
        """Return the sha256 of a declared file; of many, that of theirs in order."""
        read = [file.sha256 for file in self.read(name)]
        if len(read) == 1:
            return read[0]
        return hashlib.sha256("\n".join(read).encode()).hexdigest()


def look(label: str, path: Path) -> Stamp:
    """Return the stamp of a regular file, without opening it.

    Raises
    ------
    InputError
        If there is none.
    IntegrityError
        If it is a pipe, a socket or a device.
    """
    with readable(label):
        found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise InputError(f"{label} should be a file; it is a folder.")
    if not stat.S_ISREG(found.st_mode):
        raise IntegrityError(f"{label} is not a regular file.")
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def digest(label: str, path: Path) -> str:
    """Return the sha256 of a file."""
    with readable(label), path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def check_unchanged(inputs: Inputs) -> None:
    """Refuse what was read if a file is no longer what it was before.

    Raises
    ------
    InputError
        If a file changed or vanished meanwhile.
    """
    for file in inputs.files:
        label = f"file '{file.declared}': '{file.shown}'"
        if file.status == "read" and look(label, file.path) != file.stamp:
            raise InputError(f"{label} changed while it was read; ingest it again.")


@contextmanager
def readable(label: str) -> Iterator[None]:
    """Turn what the system says about a file into one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(f"{label} does not exist.") from error
    except PermissionError as error:
        raise MachineError(f"{label} may not be read: permission denied.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{label} cannot be read: {error}.") from error
