"""A folder with a shop's files, and the relations that they become."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from patronage import io
from patronage.ingest import File


@dataclass
class Shop:
    """Files under `path`; declared as `shop` and read through `connection`."""

    path: Path
    connection: duckdb.DuckDBPyConnection

    def write(self, name: str, data: bytes | str) -> Path:
        path = self.path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def register(self, path: str, **declared: Any) -> io.Inputs:
        file = File(path=path, **({"format": "csv"} | declared))
        return self.register_all({"shop": file})

    def register_all(self, files: dict[str, File]) -> io.Inputs:
        scratch = self.path / "scratch"
        return io.register(self.connection, files, self.path / "in", scratch=scratch)

    def read(self, data: bytes | str, **declared: Any) -> list[tuple[Any, ...]]:
        """Write one file, read it, and return its rows with their lines."""
        self.write("shop.csv", data)
        self.register("shop.csv", **declared)
        return self.rows("SELECT * FROM shop ORDER BY shop_line")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def rejected(self) -> list[tuple[int, str]]:
        return self.rows("SELECT line, reason FROM shop_rejected ORDER BY line")

    @property
    def copied(self) -> bool:
        """Whether a text was rewritten before it was read."""
        return any(self.path.glob("scratch/*/*.csv"))


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    with io.connect(threads=2) as connection:
        yield Shop(tmp_path, connection)
