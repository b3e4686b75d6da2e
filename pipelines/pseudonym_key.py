"""Where the key of pseudonyms stands: apart from all that is made with it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from patronage import io
from patronage.errors import MachineError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "keys"


def path(folder: io.Folder) -> Path:
    """Return the file of a source's key."""
    return folder.data / FOLDER / f"{folder.source}.key"


def read(folder: io.Folder) -> bytes:
    """Return a source's key; make one where there is none.

    The folder is its owner's alone, and Git ignores all in it.

    Raises
    ------
    IntegrityError
        If others may read the key, or it is not one.
    MachineError
        If it cannot be read or written.
    """
    place = path(folder).parent
    try:
        place.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        place.chmod(stat.S_IRWXU)
    except OSError as error:
        raise MachineError(f"'{place}' cannot be kept: {error.strerror}.") from error
    io.write_text(place / ".gitignore", "*\n")
    return io.secret_key(path(folder))
