"""Ids and their keys: rows of text in, the table of identities and its report out."""

from typing import Any

from registered import registered

from patronage.ingest.identity import identify as identity

HEADER = ["id", "phone", "email", "licence"]
PHONE = {"phone": {"expression": "phone", "normalise": "phone"}}
EMAIL = {"email": {"expression": "email", "normalise": "email"}}
LICENCE = {"licence": {"expression": "licence", "normalise": "digits"}}
FILES = {"ids": {"path": "ids.csv", "format": "csv"}}


def resolve(
    world: Any, rows: list, keys=PHONE | EMAIL | LICENCE, header=HEADER, **changes: Any
) -> tuple[list[tuple], Any]:
    """Return (id, customer, ids, keys, status) for each id, and the report."""
    world.write("ids.csv", header, rows)
    declared = {"file": "ids", "customer_id": "id", "keys": keys} | changes
    source = world.source([], files=FILES, identity=declared)
    with registered(world, source) as connection:
        report = identity.identify(connection, source)
        query = identity.outputs(connection)
        return connection.execute(query).fetchall(), report


def customers(table: list[tuple]) -> dict[str, str]:
    return {row[0]: row[1] for row in table}
