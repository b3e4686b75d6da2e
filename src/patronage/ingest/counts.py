"""Rows and money of each raw file, by what became of them."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from patronage.ingest.plan import Plan
from patronage.ingest.staging import (
    LINE_BITS,
    cast_table,
    copies,
    rejected,
    rows,
    staged,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Counts = Mapping[str, int]
FATES = ("read", "kept", "quarantined", "deduplicated")
FILE = f"line >> {LINE_BITS}"


def by_file(connection: DuckDBPyConnection, plan: Plan) -> dict[int, dict[str, int]]:
    """Count the rows of each physical file: read, and each fate.

    What was read is counted in the cast rows, which are those of the file, and the
    fates in the staged ones.
    """
    read = f"SELECT line, 'read' AS fate FROM {cast_table(plan)}"
    unread = (
        f"SELECT line, unnest(['read', 'quarantined']) AS fate FROM {rejected(plan)}"
    )
    return _summed(
        connection,
        f"SELECT {FILE}, fate, count(*) FROM ({read} UNION ALL {unread}) GROUP BY 1, 2 "
        f"UNION ALL SELECT {FILE}, {_fate()}, count(*) FROM {_judged(plan)} "
        "GROUP BY 1, 2",
    )


def money_by_file(
    connection: DuckDBPyConnection, ledger: Plan
) -> dict[int, dict[str, int]]:
    """Sum the money of each physical file's rows: read, and each fate."""
    amount = "coalesce(sum(amount), 0)"
    return _summed(
        connection,
        f"SELECT {FILE}, 'read', {amount} FROM {cast_table(ledger)} GROUP BY 1 "
        f"UNION ALL SELECT {FILE}, {_fate()}, {amount} FROM {_judged(ledger)} "
        "GROUP BY 1, 2",
    )


def total(counted: Mapping[int, Counts]) -> dict[str, int]:
    """Add the files up, each fate named."""
    return {fate: sum(c.get(fate, 0) for c in counted.values()) for fate in FATES}


def _summed(connection: DuckDBPyConnection, query: str) -> dict[int, dict[str, int]]:
    summed: dict[int, dict[str, int]] = {}
    for file, fate, amount in rows(connection, query):
        fates = summed.setdefault(file, dict.fromkeys(FATES, 0))
        fates[fate] += int(amount)
    return summed


def _fate() -> str:
    return (
        "CASE WHEN reason IS NOT NULL THEN 'quarantined' "
        "WHEN NOT coalesce(kept, true) THEN 'deduplicated' ELSE 'kept' END"
    )


def _judged(plan: Plan) -> str:
    return f"{staged(plan)} LEFT JOIN {copies(plan)} USING (line)"
