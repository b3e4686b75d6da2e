"""Where a study keeps its tables."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Workplace:
    """A folder for tables; one that nobody has named goes with its last holder."""

    path: Path

    @classmethod
    def of(cls, folder: Path | str | Workplace | None) -> Workplace:
        """Take a folder, or make one."""
        if isinstance(folder, Workplace):
            return folder
        if folder is not None:
            return cls(Path(folder).absolute())
        made = cls(Path(tempfile.mkdtemp(prefix="patronage-")))
        weakref.finalize(made, shutil.rmtree, made.path, ignore_errors=True)
        return made
