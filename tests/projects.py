"""A copy of the project, in which a test may add files of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from commands import ROOT, command

FOLDERS = ("src/patronage", "conf", "pipelines", "data/sample")
FILES = (
    *("pyproject.toml", "tests/commands.py", "tests/conftest.py", "tests/forked.py"),
    "tests/worlds.py",
)


@dataclass(frozen=True)
class Project:
    """A folder that holds the code, the configuration and the small sample."""

    root: Path

    def add(self, path: str, text: str) -> Path:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def python(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run `python ...` at the project's root, on the project's code."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": str(self.root / "src")},
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, stage: str, *arguments: str) -> subprocess.CompletedProcess:
        """Run `python -m pipelines.<stage>` on the small sample."""
        quiet = ["source=cdnow", "tracking.enabled=false"]
        return command(stage, *quiet, *arguments, root=self.root)


def copied(folder: Path) -> Project:
    """Copy the project into a folder."""
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    (folder / "tests").mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return Project(folder)
