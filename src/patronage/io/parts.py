"""Rows that were cast once: a file added to many costs only itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from patronage.io.publish import publish

FILES = b"files"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One Parquet file of cast rows, and the raw files (SHA-256) that they came from.

    Rows carry the place of their raw file in `files`.
    """

    path: Path
    files: tuple[str, ...]


def code_recipe(*facts: str) -> str:
    """Return a name for what rows are cast by: the facts, and the code that casts.

    Other code may cast otherwise, and so may another DuckDB.
    """
    digest = hashlib.sha256(version("duckdb").encode())
    package = Path(__file__).parents[1]
    for path in sorted([*package.glob("ingest/**/*.py"), *package.glob("io/**/*.py")]):
        digest.update(path.read_bytes())
    for fact in facts:
        digest.update(f"\0{fact}".encode())
    return digest.hexdigest()[:16]


def find_parts(folder: Path, recipe: str, wanted: Collection[str]) -> list[Part]:
    """Return parts made by a recipe from wanted files alone, none of them twice.

    A part whose bytes are not those that were written is left out.
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
    """Move a file of cast rows, with `files` in its metadata, among the parts."""
    target = folder / f"{recipe}-{_fingerprint(made)}.parquet"
    with publish(target) as temporary:
        made.replace(temporary)
    return Part(path=target, files=_files(target))


def sweep_parts(folder: Path, used: Collection[Part]) -> None:
    """Remove every part that is not in use."""
    for path in set(folder.glob("*.parquet")) - {part.path for part in used}:
        path.unlink()


def _parts(folder: Path, recipe: str) -> Iterator[Part]:
    for path in folder.glob(f"{recipe}-*.parquet"):
        try:
            yield Part(path=path, files=_files(path))
        except (OSError, ValueError, KeyError, pa.ArrowException):
            continue


def _files(path: Path) -> tuple[str, ...]:
    return tuple(json.loads(pq.read_metadata(path).metadata[FILES]))


def _intact(part: Part) -> bool:
    return part.path.stem.endswith(_fingerprint(part.path))


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
