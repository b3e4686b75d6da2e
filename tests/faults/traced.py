"""A second version is published under strace, disturbed at one call, or at none.

As a script it is the publisher: `python traced.py <folder of versions>`.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from patronage.config.sentences import INTERNAL, REFUSED
from patronage.errors import MachineError, PatronageError
from patronage.io.publish import write_text
from patronage.io.versions.store import Versions

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = "2017-01-01-00000001", "2017-02-01-00000002"
FACTS = {"by": "ann", "at": "2017-02-01T08:00:00+00:00"}
# Calls that change what is on the disk, or make it last.
CHANGING = (
    *("openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink"),
    *("mkdir", "mkdirat", "unlink", "unlinkat", "rmdir", "chmod", "fchmod"),
)
CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<rest>.*)$")


@dataclass(frozen=True)
class Call:
    """One call of the publisher on a file of the store: the n-th of its name."""

    name: str
    nth: int
    rest: str

    def __str__(self) -> str:
        return f"{self.name}-{self.nth}"


@dataclass(frozen=True)
class Traced:
    """How the publisher ended, and its calls on files of the store, in order."""

    code: int
    calls: list[Call]
    said: str


def publish(versions: Versions, name: str, text: str) -> None:
    """Publish a version of three files and make it champion, as a retraining does."""
    versions.sweep()
    digest, facts = name[11:], {"as_of": name[:10]}
    with versions.staged(as_of=name[:10], digest=digest, facts=facts) as stage:
        for each in ("scheme.skops", "feature_model.skops", "names.parquet"):
            write_text(stage.data / each, f"{each} {text}\n" * 40)
    pointer = versions.pointer()
    before = None if pointer is None else pointer.version
    if before != name:
        versions.point(name, expected=before, facts={**FACTS, "version": name})
    event = {**FACTS, "version": name}
    if event not in versions.history.events():
        versions.history.add(event)


def traced(folder: Path, *inject: str) -> Traced:
    """Publish the second version into a folder that has the first, under strace."""
    log = folder.with_suffix(".strace")
    options = [option for each in inject for option in ("-e", f"inject={each}")]
    command = [
        *("strace", "-f", "-y", "-s", "0", "-o", str(log)),
        *("-e", f"trace={','.join(CHANGING)}", *options),
        *(sys.executable, "-S", str(Path(__file__)), str(folder)),
    ]
    # Without site, as quick as can be, and with the same calls in every run.
    paths = os.pathsep.join([str(ROOT / "src"), sysconfig.get_path("purelib")])
    settings = {
        "PYTHONPATH": paths,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    return Traced(done.returncode, list(calls(log, folder)), done.stderr)


def calls(log: Path, folder: Path) -> Iterator[Call]:
    """Read the calls that name a file of the folder, each with its number."""
    counts: Counter[str] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        if found := CALL.match(line):
            counts[found["name"]] += 1
            if str(folder) in found["rest"]:
                yield Call(found["name"], counts[found["name"]], found["rest"])


def copied(first: Path, folder: Path) -> Versions:
    """Return a copy of a store, for one disturbance."""
    shutil.copytree(first, folder)
    return Versions(folder)


def content(folder: Path) -> dict[str, bytes]:
    """Return all files but locks by name; hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def permitted() -> bool:
    """Say whether processes may be traced here."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode
        == 0
    )


def main(folder: str) -> int:
    """Publish the second version; return the exit code that a command would have."""
    try:
        publish(Versions(Path(folder)), SECOND, "second")
    except PatronageError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(error, file=sys.stderr)
        return MachineError.exit_code if error.errno in REFUSED else INTERNAL
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
