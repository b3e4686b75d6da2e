"""Several ids of one customer, merged where they share a key."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.keys import Key
from patronage.ingest.declared.source import Source
from patronage.ingest.identity import components, fuzzy
from patronage.ingest.identity import report as identity_report
from patronage.ingest.identity import rows as identity_rows
from patronage.ingest.identity.report import IdentityReport

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def identify(connection: DuckDBPyConnection, source: Source) -> IdentityReport | None:
    """Make the table `identities` of a source that declares its keys.

    A customer's id is the smallest of the ids, in the order of text. Ids that share
    the value of a key are one customer, and so are those linked through others.

    Raises
    ------
    ConfigError
        If an id or a key is a float.
    """
    identity = source.identity
    if identity is None:
        return None
    identity_rows.read(connection, source, identity)
    connection.execute(NODES)
    connection.execute(_values(identity.keys))
    connection.execute(LINKS)
    if identity.fuzzy is not None:
        fuzzy.link(connection, identity.fuzzy)
    components.find(connection)
    connection.execute(_identities(identity.largest))
    report = identity_report.report(connection, identity)
    for table in ("rows", "nodes", "values", "links", "components"):
        connection.execute(f"DROP TABLE identity_{table}")
    return report


def outputs(connection: DuckDBPyConnection) -> str:  # noqa: ARG001
    """Return the query of the table of identities, in the order of its key."""
    return "SELECT id, customer_id, ids, keys, status FROM identities ORDER BY id"


NODES = (
    "CREATE TEMP TABLE identity_nodes AS "
    "SELECT id, row_number() OVER (ORDER BY id) - 1 AS node "
    "FROM (SELECT DISTINCT id FROM identity_rows WHERE id IS NOT NULL)"
)


def _values(keys: Mapping[str, Key]) -> str:
    return "CREATE TEMP TABLE identity_values AS " + " UNION ALL ".join(_parts(keys))


def _parts(keys: Mapping[str, Key]) -> Iterator[str]:
    yield "SELECT node, '' AS key, '' AS value FROM identity_nodes WHERE false"
    for name in keys:
        value = sql.name(f"key_{name}")
        yield (
            f"SELECT DISTINCT node, {sql.literal(name)}, {value} FROM identity_rows "
            f"JOIN identity_nodes USING (id) WHERE {value} IS NOT NULL"
        )


LINKS = (
    "CREATE TEMP TABLE identity_links AS SELECT key, first, node "
    "FROM identity_values JOIN (SELECT key, value, min(node) AS first "
    "FROM identity_values GROUP BY key, value HAVING count(*) > 1) USING (key, value) "
    "WHERE node <> first"
)


def _identities(largest: int) -> str:
    return (
        "CREATE TEMP TABLE identities AS SELECT n.id, "
        f"if(c.ids > {largest}, n.id, f.id) AS customer_id, c.ids, "
        "coalesce(k.keys, '') AS keys, CASE WHEN c.ids = 1 THEN 'alone' "
        f"WHEN c.ids > {largest} THEN 'too_many' ELSE 'merged' END AS status "
        "FROM identity_nodes n JOIN identity_components c USING (node) "
        "JOIN identity_nodes f ON f.node = c.first "
        "LEFT JOIN (SELECT c.first, string_agg(DISTINCT key, '+' ORDER BY key) AS keys "
        "FROM identity_links JOIN identity_components c USING (node) GROUP BY c.first) "
        "k ON k.first = c.first"
    )
