"""The texts of coded columns, numbered: codes that every batch shares."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.registry import records
from patronage.ingest.staging import kept, outputs
from patronage.tables import RECORDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CODED = {
    "ledger": ("product_id", "category", "brand", "channel", "store", "region"),
    "contacts": ("kind",),
    "events": ("kind",),
    "feedback": ("kind", "item", "subject"),
}
DATED = ("product_id",)
NONE = 'SELECT NULL AS "column", NULL AS code, NULL AS level, NULL AS first_day LIMIT 0'


def levels(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> str:
    """Return SQL for the table of levels: column, code, level, first_day.

    Those of the ledger bear the column's name alone ("brand"), the others that of
    their table too ("events.kind", "customers.grade"). Levels that a field declares
    come first, in their order; sensitive fields are left out. A product has the day of
    the first row of the ledger that it stands in, other levels have none.
    """
    parts = [*_of_rows(connection, plans), *_of_fields(source)]
    united = " UNION ALL BY NAME ".join(f"({part})" for part in [NONE, *parts])
    return (
        'SELECT CAST("column" AS VARCHAR) AS "column", CAST(code AS INTEGER) AS code, '
        "CAST(level AS VARCHAR) AS level, CAST(first_day AS DATE) AS first_day "
        f"FROM ({united}) ORDER BY 1, 2"
    )


def _of_rows(connection: DuckDBPyConnection, plans: Sequence[Plan]) -> Iterator[str]:
    for plan in plans:
        present = set(outputs(connection, plan))
        for column in CODED.get(plan.schema.name, ()):
            if column in present:
                prefix = "" if plan.schema.name == "ledger" else f"{plan.schema.name}."
                first = "min(order_day)" if column in DATED else "NULL"
                yield _found(f"{prefix}{column}", sql.name(column), kept(plan), first)


def _of_fields(source: Source) -> Iterator[str]:
    relation = RECORDS.name if records.are_dated(source) else "resolved_customers"
    for name, field in source.fields.items():
        if field.kind == "numeric" or field.sensitive:
            continue
        if field.levels:
            yield _declared(f"customers.{name}", field.levels)
        else:
            yield _found(f"customers.{name}", sql.name(name), relation)


def _found(name: str, column: str, relation: str, first: str = "NULL") -> str:
    return (
        f'SELECT {sql.literal(name)} AS "column", '
        "row_number() OVER (ORDER BY level) - 1 AS code, level, first_day "
        f"FROM (SELECT {column} AS level, {first} AS first_day FROM {relation} "
        f"WHERE {column} IS NOT NULL GROUP BY {column})"
    )


def _declared(name: str, levels: Sequence[str]) -> str:
    return (
        f'SELECT {sql.literal(name)} AS "column", '
        f"unnest(range({len(levels)})) AS code, unnest([{sql.listed(levels)}]) AS level"
    )
