"""Where a study keeps its tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True)
class Workplace:
    """A folder for tables; one that nobody has named goes with whoever holds it."""

    path: Path
    kept: TemporaryDirectory[str] | None = None

    @classmethod
    def of(cls, folder: Path | str | Workplace | None) -> Workplace:
        """Take a folder, or make one."""
        if isinstance(folder, Workplace):
            return folder
        if folder is not None:
            return cls(Path(folder).absolute())
        made = TemporaryDirectory(prefix="patronage-")
        return cls(Path(made.name), made)
