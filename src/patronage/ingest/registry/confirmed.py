"""Which changes a second person has confirmed."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.fields import Confirmations
from patronage.ingest.declared.source import Source
from patronage.ingest.registry.reports import kinds_of, trimmed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDED = "list_transform(makers, lambda who: lower(trim(who)))"


def confirmed(connection: DuckDBPyConnection, source: Source, changes: str) -> str:
    """Return SQL for the cells of `changes` that somebody else has confirmed.

    A confirmation names the customer, by any of its ids, the field, the very value,
    and a checker who is none of the makers, however the name is written.
    """
    if source.confirmations is None:
        return f"SELECT (customer_id, field) FROM {changes} WHERE false"
    numeric = [n for n, field in source.fields.items() if field.kind == "numeric"]
    number = f"field IN ({sql.listed(numeric)})" if numeric else "false"
    identified = "customer_id"
    rows = f"({_rows(connection, source.confirmations)})"
    if source.identity is not None:
        identified = "coalesce(identities.customer_id, given.customer_id)"
        rows += " AS given LEFT JOIN identities ON given.customer_id = identities.id"
    return (
        f"SELECT (customer_id, field) FROM {changes} JOIN ("
        f"SELECT {identified} AS customer_id, field, value, checker FROM {rows}) "
        "USING (customer_id, field) "
        f"WHERE NOT list_contains({FOLDED}, lower(checker)) "
        "AND (value IS NOT DISTINCT FROM new_value "
        f"OR ({number} AND TRY_CAST(value AS DOUBLE) = new_rank))"
    )


def _rows(connection: DuckDBPyConnection, declared: Confirmations) -> str:
    relation = sql.name(declared.file)
    columns = kinds_of(connection, relation)
    expressions = {
        "customer_id": declared.customer_id,
        "field": declared.field,
        "value": declared.value,
        "checker": declared.checker,
    }
    cleaned = {
        name: f"nullif(nfc_normalize({trimmed(text, columns)}), '')"
        for name, text in expressions.items()
    }
    return f"SELECT {sql.columns(cleaned)} FROM {relation}"
