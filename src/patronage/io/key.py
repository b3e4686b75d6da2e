"""A secret key, made once and kept where its owner alone can read it."""

from __future__ import annotations

import secrets
import stat
from pathlib import Path

from patronage.errors import IntegrityError, MachineError
from patronage.io.publish import publish

SIZE = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secret_key(path: Path) -> bytes:
    """Return the key that stands at `path`; make one where there is none.

    Raises
    ------
    IntegrityError
        If others than its owner may read it, or it is not a key.
    MachineError
        If it cannot be read or written.
    """
    if not path.exists():
        with publish(path) as temporary:
            temporary.chmod(stat.S_IRUSR | stat.S_IWUSR)
            temporary.write_bytes(secrets.token_bytes(SIZE))
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        mode, key = stat.S_IMODE(path.stat().st_mode), path.read_bytes()
    except OSError as error:
        raise MachineError(f"'{path}' cannot be read: {error.strerror}.") from error
    if mode & OTHERS:
        raise IntegrityError(
            f"'{path}' should be readable by its owner alone; its mode is {mode:o}."
        )
    if len(key) != SIZE:
        raise IntegrityError(f"'{path}' should hold {SIZE} bytes; it holds {len(key)}.")
    return key
