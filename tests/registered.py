"""A source's files as relations of an open connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from patronage import io


@contextmanager
def registered(world: Any, source: Any) -> Iterator[Any]:
    with (
        TemporaryDirectory(dir=world.path) as scratch,
        io.connect(threads=1) as connection,
    ):
        io.register(connection, source.files, world.path, scratch=Path(scratch))
        yield connection
