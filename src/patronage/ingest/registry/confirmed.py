"""Which changes a second person has confirmed."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.casting.expressions import resolved
from patronage.ingest.declared.fields import Confirmations
from patronage.ingest.declared.source import Source
from patronage.ingest.registry.people import PERSON
from patronage.ingest.registry.stamps import kinds_of, trimmed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def confirmed(connection: DuckDBPyConnection, source: Source, changes: str) -> str:
    """Return SQL for the cells of `changes` that somebody else has confirmed.

    A confirmation names the customer, by any of its ids, the field, which of its
    changes it is, the very values before and after, and a checker who is none of the
    makers, however the name is written. A change without a named maker is confirmed by
    nobody.
    """
    if source.confirmations is None:
        return f"SELECT (customer_id, field) FROM {changes} WHERE false"
    identified = "customer_id"
    rows = f"({_rows(connection, source.confirmations)})"
    if source.identity is not None:
        identified = "coalesce(identities.customer_id, given.customer_id)"
        rows += " AS given LEFT JOIN identities ON given.customer_id = identities.id"
    return (
        f"SELECT (customer_id, field) FROM {changes} JOIN ("
        f"SELECT {identified} AS customer_id, field, turn, before, after, "
        f"{PERSON}(checker) AS person FROM {rows}) USING (customer_id, field) "
        "WHERE TRY_CAST(turn AS BIGINT) = change AND NOT unnamed "
        "AND person <> '' AND NOT list_contains(persons, person) "
        f"AND {_same(source, 'before', 'old')} AND {_same(source, 'after', 'new')}"
    )


def _same(source: Source, given: str, value: str) -> str:
    numeric = [n for n, field in source.fields.items() if field.kind == "numeric"]
    number = f"field IN ({sql.listed(numeric)})" if numeric else "false"
    return (
        f"({given} IS NOT DISTINCT FROM {value}_value "
        f"OR ({number} AND TRY_CAST({given} AS DOUBLE) = {value}_rank))"
    )


def _rows(connection: DuckDBPyConnection, declared: Confirmations) -> str:
    relation = sql.name(declared.file)
    columns = {
        name: sql.name(name) for name in kinds_of(connection, f"FROM {relation}")
    }
    given = {
        "customer_id": declared.customer_id,
        "field": declared.field,
        "turn": declared.change,
        "before": declared.old_value,
        "after": declared.value,
        "checker": declared.checker,
    }
    cleaned = {
        name: f"nullif(nfc_normalize({trimmed(text)}), '')"
        for name, text in resolved("confirmations", given, columns).items()
    }
    return f"SELECT {sql.columns(cleaned)} FROM {relation}"
