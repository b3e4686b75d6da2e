"""Names of people, so that the same one is known however it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from patronage.ingest.identity.normalised import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PERSON = "person_named"


def person(name: str) -> str:
    """Return a name without case, width, outer and repeated spaces, or unseen marks."""
    seen = (c for c in name if c.isspace() or unicodedata.category(c)[0] != "C")
    # The Turkish capital is folded to an i with one more dot.
    folded = fold("".join(seen)).replace("i\u0307", "i")
    return " ".join(folded.split())


@contextmanager
def known(connection: DuckDBPyConnection) -> Iterator[None]:
    """Let SQL call `person` by the name of `PERSON`."""
    connection.create_function(PERSON, person, ["VARCHAR"], "VARCHAR")
    try:
        yield
    finally:
        connection.remove_function(PERSON)
