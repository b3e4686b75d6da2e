"""One published version: as it is listed, and as it is once it is verified."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patronage.errors import IntegrityError
from patronage.io.versions.folder import VersionFolder
from patronage.io.versions.manifest import facts_of, verify

NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Entry:
    """A published version, not verified: its name, its folder, what is said of it."""

    name: str
    path: Path
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """A version whose files are what was published.

    `is_fallback` says that the champion itself could not be opened.
    """

    name: str
    folder: VersionFolder
    facts: Mapping[str, Any]
    is_fallback: bool = False


def entry_at(path: Path) -> Entry | None:
    """Return the version in a folder; None where there is none with a manifest."""
    if not NAME.fullmatch(path.name):
        return None
    try:
        return Entry(path.name, path, facts_of(path))
    except IntegrityError:
        return None


def is_whole(path: Path) -> bool:
    """Say whether a version is what was published."""
    try:
        verify(path)
    except IntegrityError:
        return False
    return True
