"""Whether the files of a set can be cast one by one."""

from __future__ import annotations

import re

from patronage.ingest.declared.source import Source

WIDE = r"(?i)\b(over|row_number|random|uuid|gen_random_uuid|now|today|current_\w+)\b"


def separable(source: Source) -> str | None:
    """Return the ledger's file if each of its rows is cast from that row alone.

    Not so where another table uses the file too, where values are made of the places
    of rows, or where windows and subqueries look at other rows: a new file could then
    change what an old one says.
    """
    ledger = source.ledger
    if ledger is None:
        return None
    written = [value.expression for value in ledger.columns.values()]
    own = "\n".join([*written, source.currency.column, ledger.updated_at])
    said = f"{own}\n{ledger.relation}"
    others = (*source.customers.values(), source.identity, source.confirmations)
    shared = any(
        _mentions(ledger.file, f"{table.file} {getattr(table, 'relation', '')}")
        for table in (*source.rows, *others)
        if table is not None and table is not ledger
    )
    wide = re.search(WIDE, said) or f"{ledger.file}_line" in own
    alone = _mentions(ledger.file, said) <= 1
    return ledger.file if alone and not wide and not shared else None


def _mentions(file: str, text: str) -> int:
    """Count a file's name, but where it only says whose a column is."""
    return len(re.findall(rf"(?i)(?<!\w){re.escape(file)}(?![\w.])", text))
