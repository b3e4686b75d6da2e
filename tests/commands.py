"""Commands as a user types them, each in a process of its own."""

import hashlib
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from forked import forked

from patronage import tracking

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Job:
    """A job that has run: its tables, its runs, and what it printed."""

    data: Path
    runs: Path
    job: str
    output: str

    @property
    def store(self) -> tracking.Store:
        return tracking.local_store(self.runs)

    def tables(self) -> dict[str, str]:
        """The SHA-256 of every file that the job left in its data folder."""
        files = sorted(path for path in self.data.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.data)): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in files
            if path.suffix != ".lock"
        }


def command(
    stage: str, *arguments: str, root: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m pipelines.<stage>` at a project's root."""
    return forked(
        ["-m", f"pipelines.{stage}", *arguments],
        root=root,
        seconds=600,
        environment=os.environ | environment,
    )


def command_anew(
    stage: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a stage as a user does: Python starts, and imports."""
    return subprocess.run(
        [sys.executable, "-m", f"pipelines.{stage}", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def places(folder: Path) -> list[str]:
    """Overrides that keep a command's files inside a folder."""
    return [f"paths.data={folder / 'data'}", f"paths.runs={folder / 'runs'}"]


def run_job(
    folder: Path, *overrides: str, stage: str = "run", **environment: str
) -> Job:
    """Run the main job (or another stage) with its files in a folder; fails loudly."""
    name = folder.name
    arguments = [*places(folder), f"job={name}", *overrides]
    done = command_anew(stage, *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return Job(folder / "data", folder / "runs", name, done.stdout)


def common(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The temporary folder that this run's workers (of pytest-xdist) share."""
    own = factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def run_once(folder: Path, *overrides: str, stage: str = "run") -> Job:
    """Run the main job (or another stage) in a folder, unless another worker has."""
    done = folder.with_suffix(".pickle")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            done.write_bytes(pickle.dumps(run_job(folder, *overrides, stage=stage)))
        return pickle.loads(done.read_bytes())
