"""Which physical files a declared path stands for."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from patronage.errors import InputError, IntegrityError
from patronage.ingest.declared.file import File
from patronage.io.raw.inputs import readable

MAGIC = frozenset("*?[")
UNFINISHED = (".part", ".tmp", ".crdownload")
SIDECAR = ".sha256"


@dataclass(frozen=True)
class Found:
    """A physical file, and the name that it is shown under.

    `finished` is false for what an upload or another program still writes.
    """

    path: Path
    shown: str
    finished: bool = True


def find(name: str, file: File, base: Path) -> tuple[Found, ...]:
    """Return the physical files of a declared one, in the order of their names.

    Raises
    ------
    InputError
        If there is none.
    IntegrityError
        If a link leads out of the folder of a set.
    """
    path = _placed(name, file, base)
    with readable(f"file '{name}': '{printable(str(path))}'"):
        if path.is_dir() and file.format == "parquet":
            found = _set(name, path, "**/*.parquet")
        elif MAGIC & set(str(path)) and not path.exists():
            found = _set(name, *_split(path))
        else:
            return (Found(path, name),)
    if not any(f.finished for f in found):
        raise InputError(f"file '{name}': '{printable(str(path))}' matches no file.")
    return found


def printable(text: str) -> str:
    """Escape what a terminal or a log could take for something else."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text
    )


def _placed(name: str, file: File, base: Path) -> Path:
    if not file.path.startswith("package:"):
        return base / file.path
    package, _, inside = file.path.removeprefix("package:").partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise InputError(f"file '{name}': package '{package}' is not installed.")
    return Path(spec.origin).parent / inside


def _split(path: Path) -> tuple[Path, str]:
    first = next(i for i, part in enumerate(path.parts) if MAGIC & set(part))
    return Path(*path.parts[:first]), "/".join(path.parts[first:])


def _set(name: str, root: Path, pattern: str) -> tuple[Found, ...]:
    patterns = [pattern, *(pattern + ending for ending in UNFINISHED)]
    paths = {path for p in patterns for path in root.glob(p)}
    inside = sorted((path.relative_to(root).as_posix(), path) for path in paths)
    return tuple(_members(name, root.resolve(), inside))


def _members(name: str, root: Path, inside: list[tuple[str, Path]]) -> Iterator[Found]:
    for relative, path in inside:
        if path.is_dir() or relative.endswith(SIDECAR):
            continue
        shown = printable(f"{name}/{relative}")
        if not path.resolve().is_relative_to(root):
            raise IntegrityError(f"file '{name}': '{shown}' leads out of its folder.")
        yield Found(path, shown, _finished(relative))


def _finished(relative: str) -> bool:
    hidden = any(part.startswith((".", "_")) for part in relative.split("/"))
    return not hidden and not relative.endswith(UNFINISHED)
