"""What a version consists of: every file with its size and SHA-256."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from patronage.errors import IntegrityError
from patronage.io.json import read_json, write_json

MANIFEST = "MANIFEST.json"
FORMAT = 1
KEYS = {"format", "files", "facts"}


def seal(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write the manifest of a folder whose files are complete."""
    files = {
        name: {"size": (folder / name).stat().st_size, "sha256": _digest(folder / name)}
        for name in _names(folder)
    }
    write_json(
        folder / MANIFEST, {"format": FORMAT, "files": files, "facts": dict(facts)}
    )


def facts_of(folder: Path) -> dict[str, Any]:
    """Return what is said of a version, without a look at its files.

    Raises
    ------
    IntegrityError
        If the manifest is missing, damaged, or of a format that is not known.
    """
    return dict(_manifest(folder)["facts"])


def verify(folder: Path) -> dict[str, Any]:
    """Hold every file against the manifest, and return the facts.

    Raises
    ------
    IntegrityError
        If a file is missing, added or changed, or is no regular file.
    """
    manifest = _manifest(folder)
    told, found = manifest["files"], list(_names(folder))
    if odd := sorted(set(told) ^ set(found)):
        raise IntegrityError(
            f"version '{folder.name}' should hold the files of its manifest and no "
            f"others; got a difference in {', '.join(odd)}."
        )
    for name in found:
        _verify_file(folder / name, told[name])
    return dict(manifest["facts"])


def _verify_file(path: Path, told: Mapping[str, Any]) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise IntegrityError(f"'{path}' should be a regular file.")
    if path.stat().st_size != told["size"] or _digest(path) != told["sha256"]:
        raise IntegrityError(
            f"'{path}' is not what was published: its SHA-256 is not the manifest's."
        )


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file() or path.is_symlink():
        raise IntegrityError(f"version '{folder.name}' should have a '{MANIFEST}'.")
    manifest = read_json(path)
    if not _is_known(manifest):
        raise IntegrityError(f"'{path}' is of a format that is not known here.")
    return dict(manifest)


def _is_known(manifest: Any) -> bool:
    is_ours = isinstance(manifest, dict) and set(manifest) == KEYS
    if not is_ours or manifest["format"] != FORMAT:
        return False
    files, facts = manifest["files"], manifest["facts"]
    return (
        isinstance(files, dict)
        and isinstance(facts, dict)
        and all(_is_entry(name, told) for name, told in files.items())
    )


def _is_entry(name: str, told: Any) -> bool:
    plain = Path(name).name == name and isinstance(told, dict)
    return plain and {"size", "sha256"} == set(told)


def _names(folder: Path) -> Iterator[str]:
    return (
        name
        for name in sorted(each.name for each in folder.iterdir())
        if name != MANIFEST
    )


def _digest(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
