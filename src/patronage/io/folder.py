"""Where tables, models and other files of one source stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from patronage.errors import ConfigError
from patronage.schema import Place, TableSchema


@dataclass(frozen=True)
class Folder:
    """The files of one source under the data folder."""

    data: Path
    source: str

    def __post_init__(self) -> None:
        """Refuse names that lead out of the data folder."""
        _plain(self.source)

    def path(self, schema: TableSchema, scheme: str | None = None) -> Path:
        """Return the file of a table; tables of schemes have one per scheme."""
        name = schema.name if scheme is None else f"{schema.name}/{_plain(scheme)}"
        return self.data / schema.place / self.source / f"{name}.parquet"

    def file(self, place: Place, name: str) -> Path:
        """Return another file of the source."""
        return self.data / place / self.source / _plain(name)

    @property
    def lock(self) -> Path:
        """The lock of the source's files: one job at a time makes them."""
        return self.data / "processed" / f"{_plain(self.source)}.lock"

    @property
    def parts(self) -> Path:
        """Where rows that were cast once are kept for the next ingest."""
        return self.data / "interim" / f"{_plain(self.source)}.parts"

    def model(self, name: str) -> Path:
        """Return the file of a fitted model."""
        return (
            self.data / "processed" / self.source / "models" / f"{_plain(name)}.skops"
        )

    def schemes(self) -> list[str]:
        """Return the names of the schemes that have segments, in order."""
        segments = self.data / "processed" / self.source / "segments"
        return sorted(path.stem for path in segments.glob("*.parquet"))


def _plain(name: str) -> str:
    if not name or name.startswith(".") or set(name) & set("/\\\0"):
        raise ConfigError(f"a name should be one plain file name; got {name!r}.")
    return name
