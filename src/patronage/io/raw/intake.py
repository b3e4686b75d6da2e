"""Which physical files a source consists of, before any is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from patronage.ingest.declared.file import File
from patronage.io.raw import totals
from patronage.io.raw.found import MAGIC, Found, find, printable
from patronage.io.raw.inputs import Input, Inputs, digest, look

LEFT_OUT = {
    "unfinished": "is not finished",
    "already_ingested": "repeats another file (already_ingested)",
}


@dataclass(frozen=True)
class Intake:
    """A declared file with the physical files that it stands for.

    `scratch` is a folder of its own for copies.
    """

    name: str
    file: File
    inputs: tuple[Input, ...]
    scratch: Path

    @property
    def read(self) -> tuple[Input, ...]:
        """The physical files whose rows count."""
        return tuple(file for file in self.inputs if file.status == "read")

    @property
    def is_set(self) -> bool:
        """Whether a glob or a folder was declared."""
        return any(file.shown != self.name for file in self.inputs)

    @property
    def warnings(self) -> Iterator[str]:
        """What is left out, and why."""
        for file in self.inputs:
            if file.status in LEFT_OUT:
                reason = LEFT_OUT[file.status]
                yield f"{labelled(self.name, file.shown)} {reason}; it is left out."

    def paths(self) -> Iterator[tuple[str, Path]]:
        """Yield what errors call each file read, and a path that is no pattern."""
        for file in self.read:
            path = file.path.absolute()
            if MAGIC & set(str(path)):
                link = self.scratch / f"{file.sha256}{path.suffix}"
                link.unlink(missing_ok=True)
                link.symlink_to(path)
                path = link
            yield labelled(self.name, file.shown), path


def take(name: str, file: File, base: Path, scratch: Path) -> Intake:
    """Find the files of a declared one, and check what can be without reading them.

    Raises
    ------
    InputError
        If there is none, or one disagrees with its declared sha256.
    IntegrityError
        If one is no regular file, or stands outside the folder of its set.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    if file.format == "postgres":
        return Intake(name, file, (), scratch)
    inputs = tuple(_inputs(name, find(name, file, base)))
    if file.sha256 is not None:
        found = Inputs(inputs, ()).fingerprint(name)
        totals.check_sha256(f"file '{name}'", file.sha256, found)
    return Intake(name, file, inputs, scratch)


def labelled(name: str, shown: str) -> str:
    """Name a physical file as errors do."""
    return f"file '{name}'" if shown == name else f"file '{name}': '{shown}'"


def _inputs(name: str, found: Sequence[Found]) -> Iterator[Input]:
    seen = set[str]()
    for one in found:
        label = labelled(name, one.shown)
        alone = f"{label}: '{printable(str(one.path))}'"
        stamp = look(alone if one.shown == name else label, one.path)
        if not one.finished:
            yield Input(name, one.shown, one.path, "unfinished", stamp)
            continue
        sha256 = digest(label, one.path)
        totals.check_sidecar(label, one.path, sha256)
        read = Input(name, one.shown, one.path, "read", stamp, sha256)
        again = read.identity in seen
        seen.add(read.identity)
        yield replace(read, status="already_ingested") if again else read
