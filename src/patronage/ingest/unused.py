"""Columns of the declared files that no expression mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.staging import exists, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def unused(connection: DuckDBPyConnection, source: Source) -> dict[str, list[str]]:
    """Return, by file, the columns whose names stand in nothing that is declared."""
    tables = (
        source.ledger,
        source.contacts,
        source.events,
        source.feedback,
        source.customers,
        source.identity,
        source.returns,
        source.currency,
        source.confirmations,
    )
    said = "\n".join(_texts(tables)).casefold()
    found = {
        file: [name for name in _columns(connection, file) if not _in(name, said)]
        for file in source.files
        if exists(connection, file)
    }
    return {file: columns for file, columns in found.items() if columns}


def _columns(connection: DuckDBPyConnection, file: str) -> list[str]:
    described = rows(connection, f"DESCRIBE {sql.name(file)}")
    return [row[0] for row in described if row[0] != f"{file}_line"]


def _in(name: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said) is not None


def _texts(declared: Any) -> Iterator[str]:
    """Walk through what is declared to the texts in it, without keys."""
    if isinstance(declared, str):
        yield declared
    elif is_dataclass(declared):
        yield from _texts(list(vars(declared).values()))
    elif isinstance(declared, Mapping):
        yield from _texts(list(declared.values()))
    elif isinstance(declared, Sequence):
        for part in declared:
            yield from _texts(part)
