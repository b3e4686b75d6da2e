"""What a raw file is, and in which dialect it is written: nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from patronage.errors import ConfigError
from patronage.ingest.declared.types import accept

Format = Literal["parquet", "csv", "lines", "excel", "duckdb", "sqlite", "postgres"]
Compression = Literal["none", "gzip", "zstd"]
SUFFIXES: Mapping[str, Compression] = {".gz": "gzip", ".zst": "zstd"}
TABS = {"tab": "\t", "\\t": "\t"}


@dataclass(frozen=True, kw_only=True)
class File:
    """One raw file, or many of one kind, with the declared dialect.

    `path` is relative to the project, absolute, or `package:name/file` for a file
    inside an installed package. A glob (`sales/*.csv`) or a folder (of Parquet, also
    hive-partitioned) stands for all its files. `csv` takes its column names from
    `names`, or from its header; `lines` has one column, `text`. The `delimiter` is one
    character; `tab`, or a backslash and t, stands for a tab. `table` names the table
    of a database, or the sheet of an Excel file (its first by default). The `path` of
    `postgres` is its address, `postgresql://...`.

    `compression` follows the suffix (.gz, .zst) unless declared. `aliases` maps a
    column's name to others that a header may have for it. `rows` and `sha256`, where
    declared, must agree with what is found.
    """

    path: str
    format: Format = "parquet"
    delimiter: str = ","
    quote: str = '"'
    header: bool = True
    names: Sequence[str] = ()
    encoding: str = "utf-8"
    compression: Compression | None = None
    table: str = ""
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: int | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        """Refuse formats that are not known, and what they cannot do without."""
        accept(self)
        object.__setattr__(self, "delimiter", TABS.get(self.delimiter, self.delimiter))
        if "://" in self.path and self.format != "postgres":
            raise ConfigError("the address of a database needs the format postgres.")
        if self.format in ("csv", "excel") and not (self.header or self.names):
            raise ConfigError(f"'{self.path}' needs a header, or names.")
        if self.format in ("duckdb", "sqlite", "postgres") and not self.table:
            raise ConfigError(f"a {self.format} file needs its table.")

    @property
    def packing(self) -> Compression:
        """How the file is compressed: as declared, else by its suffix."""
        ending = next((s for s in SUFFIXES if self.path.endswith(s)), "")
        return self.compression or SUFFIXES.get(ending, "none")
