"""What merging ids has done, and what it has left apart."""
# ruff: noqa: S608 - SQL is built from numbers alone

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.ingest.declared.keys import Identity
from patronage.ingest.staging import rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 10
COUNTS = (
    "SELECT count(*), count(DISTINCT customer_id), "
    "count(*) FILTER (status = 'merged') FROM identities"
)
WITHOUT_ID = "SELECT count(*) FROM identity_rows WHERE id IS NULL"
SIZES = (
    "SELECT CAST(ids AS VARCHAR), count(*) FROM identity_components "
    "WHERE node = first GROUP BY ids ORDER BY ids"
)
TOO_MANY = (
    "SELECT id FROM identities JOIN identity_nodes USING (id) "
    "JOIN identity_components c USING (node) "
    f"WHERE status = 'too_many' AND node = c.first ORDER BY id LIMIT {SHOWN}"
)


@dataclass(frozen=True, kw_only=True)
class IdentityReport:
    """How many ids became how many customers.

    `sizes` counts what is linked by its number of ids (as text, for JSON). What has
    too many stays apart, and `too_many` shows the first id of each. `conflicts`
    counts, for each key, the merged customers with several values of it.
    """

    ids: int
    customers: int
    merged_ids: int
    rows_without_id: int
    sizes: Mapping[str, int]
    too_many: Sequence[str]
    conflicts: Mapping[str, int]


def report(connection: DuckDBPyConnection, identity: Identity) -> IdentityReport:
    """Count what became of the ids."""
    ids, customers, merged = rows(connection, COUNTS)[0]
    return IdentityReport(
        ids=ids,
        customers=customers,
        merged_ids=merged,
        rows_without_id=rows(connection, WITHOUT_ID)[0][0],
        sizes=dict(rows(connection, SIZES)),
        too_many=[row[0] for row in rows(connection, TOO_MANY)],
        conflicts=dict(rows(connection, _conflicts(identity.largest))),
    )


def _conflicts(largest: int) -> str:
    return (
        "SELECT key, count(*) FROM (SELECT key, c.first FROM identity_values "
        f"JOIN identity_components c USING (node) WHERE c.ids <= {largest} "
        "GROUP BY key, c.first "
        "HAVING count(DISTINCT node) > 1 AND count(DISTINCT value) > 1) "
        "GROUP BY key ORDER BY key"
    )
