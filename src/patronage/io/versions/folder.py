"""The files of one version, all in one flat folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from patronage.io.folder import Folder
from patronage.schema import Place, TableSchema


@dataclass(frozen=True)
class VersionFolder(Folder):
    """Tables and models that are published together.

    >>> VersionFolder(Path("v1"), "shop").model("scheme")
    PosixPath('v1/scheme.skops')
    """

    def path(self, schema: TableSchema, scheme: str | None = None) -> Path:
        """Return the file of a table."""
        return self.data / f"{schema.name}.parquet"

    def file(self, place: Place, name: str) -> Path:
        """Return another file."""
        return self.data / name

    def model(self, name: str) -> Path:
        """Return the file of a fitted model."""
        return self.data / f"{name}.skops"
