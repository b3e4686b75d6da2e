"""Rows that were cast once: a file added to many costs only itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from patronage.io.publish import publish


@dataclass(frozen=True, kw_only=True)
class Part:
    """One Parquet file of cast rows, and the raw files that they came from.

    Rows carry the place of their raw file in `files`. `columns` are those of the raw
    files, by type, and `warnings` what was said when they were read.
    """

    path: Path
    files: tuple[str, ...]
    columns: Mapping[str, str]
    warnings: tuple[str, ...]


def code_recipe(*facts: str) -> str:
    """Return a name for what rows are cast by: the facts, and the code that casts.

    Other code may cast otherwise, and so may another DuckDB.
    """
    versions = [version(name) for name in ("duckdb", "numpy", "pyarrow")]
    digest = hashlib.sha256(" ".join(versions).encode())
    package = Path(__file__).parents[1]
    for pattern in ("*.py", "tables/*.py", "ingest/**/*.py", "io/**/*.py"):
        for path in sorted(package.glob(pattern)):
            digest.update(path.read_bytes())
    for fact in facts:
        digest.update(f"\0{fact}".encode())
    return digest.hexdigest()[:16]


def find_parts(folder: Path, recipe: str, wanted: Collection[str]) -> list[Part]:
    """Return parts made by a recipe from wanted files alone, none of them twice.

    A part that was damaged since it was written is left out.
    """
    found = sorted(
        _parts(folder, recipe), key=lambda part: (-len(part.files), part.path)
    )
    left, chosen = set(wanted), []
    for part in found:
        if left.issuperset(part.files) and _intact(part):
            left -= set(part.files)
            chosen.append(part)
    return chosen


def keep_part(made: Path, folder: Path, recipe: str) -> Part:
    """Move a file of cast rows, which says of itself what a part does, among them."""
    target = folder / f"{recipe}-{_fingerprint(made)}.parquet"
    with publish(target) as temporary:
        made.replace(temporary)
    return _part(target)


def sweep_parts(folder: Path, used: Collection[Part]) -> None:
    """Remove every part that is not in use."""
    for path in set(folder.glob("*.parquet")) - {part.path for part in used}:
        path.unlink()


def _parts(folder: Path, recipe: str) -> Iterator[Part]:
    for path in folder.glob(f"{recipe}-*.parquet"):
        try:
            yield _part(path)
        except (OSError, ValueError, KeyError, pa.ArrowException):
            continue


def _part(path: Path) -> Part:
    about = pq.read_metadata(path).metadata
    files, columns, warnings = (
        json.loads(about[key]) for key in (b"files", b"columns", b"warnings")
    )
    return Part(
        path=path, files=tuple(files), columns=columns, warnings=tuple(warnings)
    )


def _intact(part: Part) -> bool:
    return part.path.stem.endswith(_fingerprint(part.path))


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
