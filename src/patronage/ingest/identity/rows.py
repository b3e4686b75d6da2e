"""Ids with the keys by which they are linked, read from the file that has them."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.casting import casters
from patronage.ingest.declared.keys import Identity, Key
from patronage.ingest.declared.rows import Value
from patronage.ingest.declared.source import Source
from patronage.ingest.identity.normalised import FOLD, fold, normalised
from patronage.ingest.staging import rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ID = "customer_id"


def read(connection: DuckDBPyConnection, source: Source, identity: Identity) -> None:
    """Make the table `identity_rows`: id, each `key_<name>`, each `fuzzy_<name>`.

    Ids are cast as those of other tables are, and NULL where they are rejected.
    """
    keys = _keys(identity)
    given = {name: key.expression for name, key in keys.items()}
    raw = _raw(connection, identity, {ID: identity.customer_id} | given)
    kinds = {row[0]: row[1] for row in rows(connection, f"DESCRIBE {raw}")}
    query, customer = _cast(raw, _id_value(source, identity), kinds[f"raw_{ID}"])
    written = {
        name: normalised(name, key, kind=kinds[f"raw_{name}"])
        for name, key in keys.items()
    }
    connection.create_function(FOLD, fold, ["VARCHAR"], "VARCHAR")
    connection.execute(
        "CREATE TEMP TABLE identity_rows AS "
        f"SELECT {sql.columns({'id': customer} | written)} FROM {query}"
    )
    connection.remove_function(FOLD)


def _keys(identity: Identity) -> dict[str, Key]:
    keys = {f"key_{name}": key for name, key in identity.keys.items()}
    compared = identity.fuzzy.columns if identity.fuzzy is not None else {}
    alike = {f"fuzzy_{name}": Key(expression=text) for name, text in compared.items()}
    return keys | alike


def _raw(
    connection: DuckDBPyConnection, identity: Identity, given: Mapping[str, str]
) -> str:
    relation = identity.relation or identity.file
    found = rows(connection, f"DESCRIBE SELECT * FROM {relation}")
    known = {row[0]: sql.name(row[0]) for row in found}
    expressions = {
        f"raw_{name}": f"({known.get(text.strip(), text)})"
        for name, text in given.items()
    }
    return f"SELECT {sql.columns(expressions)} FROM {relation}"


def _id_value(source: Source, identity: Identity) -> Value:
    """Ids are written as in the table of the same file, else as in the ledger."""
    departments = source.customers.values()
    written = {t.file: (t.customer_id, t.nulls) for t in departments}
    written |= {t.file: (t.columns["customer_id"], t.nulls) for t in source.rows}
    ledger = source.ledger.file if source.ledger is not None else ""
    usual = written.get(ledger, (Value(expression=""), ()))
    value, nulls = written.get(identity.file, usual)
    expression = identity.customer_id
    return replace(value, expression=expression, nulls=(*nulls, *value.nulls))


def _cast(raw: str, value: Value, kind: str) -> tuple[str, str]:
    """Return the relation with the id's steps, and SQL for it, NULL where rejected."""
    cast = casters.of_id(value)(kind)
    query = f"({raw})"
    for name, step in cast.steps:
        query = f"(SELECT *, {step} AS {name} FROM {query})"
    fault = sql.case((condition, "1") for condition in cast.checks.values())
    return query, f"CASE WHEN {fault} IS NULL THEN {cast.values['customer_id']} END"
