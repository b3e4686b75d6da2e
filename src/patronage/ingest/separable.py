"""Whether the files of a set can be cast one by one."""

from __future__ import annotations

import re

from patronage.ingest.declared.source import Source


def separable(source: Source) -> str | None:
    """Return the ledger's file if each of its rows is cast from that row alone.

    Not so where another table uses the file too, where values are made of the places
    of rows, or where windows look at other rows: a new file could then change what an
    old one says.
    """
    if source.ledger is None:
        return None
    file = source.ledger.file
    others = (*source.customers.values(), source.identity, source.confirmations)
    tables = [table for table in (*source.rows, *others) if table is not source.ledger]
    wide = rf"(?i)\bover\b|\brow_number\b|\b{re.escape(file)}_line\b(?!\s+FROM)"
    written = [value.expression for value in source.ledger.columns.values()]
    placed = any(re.search(wide, text) for text in (*written, source.ledger.relation))
    shared = any(_uses(table, file) for table in tables)
    return None if shared or placed else file


def _uses(table: object, file: str) -> bool:
    said = f"{getattr(table, 'file', '')} {getattr(table, 'relation', '')}"
    return re.search(rf"(?<!\w){re.escape(file)}(?!\w)", said) is not None
