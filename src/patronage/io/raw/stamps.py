"""Whether raw files are the ones that were read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from patronage.ingest.declared.file import File
from patronage.io.raw.found import find


def stamps(files: Mapping[str, File], base: Path) -> list[str]:
    """Return name, size and time of change of every physical file of a source.

    A database on a server has none. Raises what reading the files would.
    """
    return [
        f"{each.shown} {status.st_size} {status.st_mtime_ns}"
        for name, file in files.items()
        if file.format != "postgres"
        for each in find(name, file, base)
        if each.path.exists() and (status := each.path.stat())
    ]
