"""Small versions, published for real: each with a model's file, and no model in it."""

import json
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile, ZipInfo

from patronage import io

NAMES = [f"2017-0{month}-01-0000000{month}" for month in range(1, 9)]


def add(versions: io.Versions, name: str) -> str:
    """Publish a version without making it champion."""
    facts = {"as_of": name[:10], "parent": None, "next_id": 3}
    with (
        versions.staged(as_of=name[:10], digest=name[11:], facts=facts) as stage,
        ZipFile(stage.model("scheme"), "w") as model,
    ):
        model.writestr(ZipInfo("schema.json"), json.dumps({"content": name}))
    return name


def promoted(versions: io.Versions, *names: str) -> io.Versions:
    """Publish versions, each champion after the one before."""
    for name in names:
        pointer = versions.pointer()
        event = {
            "kind": "retrained",
            "decision": "promoted",
            "as_of": name[:10],
            "version": add(versions, name),
            "by": "ann",
            "at": f"{name[:10]}T08:00:00+00:00",
            "why": "",
            "reasons": ["it passed every gate."],
        }
        before = None if pointer is None else pointer.version
        versions.point(name, expected=before, facts=event)
        versions.history.add(event)
    return versions


def of_shop(folder: Path, scheme: str = "kmeans") -> io.Versions:
    """The place of a scheme of cdnow in a job's folder."""
    return io.Versions(folder / "data" / "published" / "cdnow" / scheme)


def damage(versions: io.Versions, name: str) -> None:
    """Change one byte of a version."""
    path = versions.folder / "versions" / name / "scheme.skops"
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def asked(
    *, keep: int = 5, version: str | None = None, why: str = ""
) -> SimpleNamespace:
    """What a command looks at in its configuration, of one that changes versions."""
    retention = SimpleNamespace(keep=keep, dry_run=False)
    return SimpleNamespace(retention=retention, version=version, by="eve", why=why)
