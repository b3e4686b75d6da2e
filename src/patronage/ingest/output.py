"""The tables that ingest writes, as sorted streams."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from patronage.ingest import spans, sql
from patronage.ingest.accounting import Accounting
from patronage.ingest.declared.source import Source
from patronage.ingest.identity import identify as identity
from patronage.ingest.levels import levels
from patronage.ingest.order_numbers import numbered
from patronage.ingest.plan import Plan
from patronage.ingest.quarantine import quarantine
from patronage.ingest.registry import records
from patronage.ingest.staging import kept, outputs
from patronage.schema import TableSchema
from patronage.tables import (
    CHECKED_VALUES,
    CONFLICTS,
    CUSTOMERS,
    IDENTITIES,
    LEDGER,
    LEVELS,
    PENDING_CHANGES,
    QUARANTINE,
    RECORDS,
    SPANS,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

BATCH = 131_072


@dataclass(frozen=True)
class Output:
    """One table to write, with what is stored beside it."""

    schema: TableSchema
    table: pa.RecordBatchReader
    metadata: dict[str, str] = field(default_factory=dict)


def tables(
    connection: DuckDBPyConnection,
    source: Source,
    plans: Sequence[Plan],
    accounting: Accounting,
) -> Iterator[Output]:
    """Yield each table; a stream must be read before the next is asked for."""
    for plan in plans:
        if plan.schema is not CUSTOMERS:
            query = _rows(connection, source, plan)
            about = _about(source, plan.schema, accounting)
            rows = _stream(connection, query)
            if plan.schema is LEDGER:
                rows = numbered(rows)
            yield Output(plan.schema, rows, about)
    for schema, query in _beside(connection, source, plans):
        about = _about(source, schema, accounting)
        yield Output(schema, _stream(connection, query), about)


def _beside(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> Iterator[tuple[TableSchema, str]]:
    every = f"({spans.of_all_tables(source, plans)})"
    yield SPANS, _sorted(SPANS, every, {n: n for n in SPANS.required})
    yield LEVELS, levels(connection, source, plans)
    if source.identity is not None:
        yield IDENTITIES, identity.outputs(connection)
    if source.customers:
        fields = {name: sql.name(name) for name in ("customer_id", *source.fields)}
        yield CUSTOMERS, _sorted(CUSTOMERS, "resolved_customers", fields)
        if records.are_dated(source):
            dated = {"since_day": "since_day"} | fields
            yield RECORDS, _sorted(RECORDS, RECORDS.name, dated)
        checked = any(field.checked for field in source.fields.values())
        registry = (CONFLICTS, PENDING_CHANGES, *([CHECKED_VALUES] * checked))
        for schema in registry:
            yield schema, _sorted(schema, schema.name, {n: n for n in schema.required})
    yield QUARANTINE, quarantine(source, plans)


def _stream(connection: DuckDBPyConnection, query: str) -> Any:
    return connection.sql(query).to_arrow_reader(BATCH)


def _rows(connection: DuckDBPyConnection, source: Source, plan: Plan) -> str:
    columns = {name: sql.name(name) for name in outputs(connection, plan)}
    if plan.schema is not LEDGER:
        return _sorted(plan.schema, kept(plan), columns)
    ordinal = {"line_id": "CAST(coalesce(ordinal, 0) AS BIGINT)"}
    if source.returns is None:
        return _sorted(LEDGER, kept(plan), ordinal | columns)
    matched = {"returned_day": "returned_day"}
    joined = f"{kept(plan)} LEFT JOIN returned USING (line)"
    return _sorted(LEDGER, joined, ordinal | columns | matched)


def _sorted(schema: TableSchema, relation: str, columns: Mapping[str, str]) -> str:
    """Sort by the key, then by all other columns: one order, whatever the input."""
    declared = [f.name for f in schema.fields if f.name in columns]
    named = [*declared, *(name for name in columns if name not in declared)]
    order = [*schema.key, *(name for name in named if name not in schema.key)]
    keys = ", ".join(f"{sql.name(name)} ASC NULLS FIRST" for name in order)
    selected = sql.columns({name: columns[name] for name in named})
    return f"SELECT * FROM (SELECT {selected} FROM {relation}) ORDER BY {keys}"


def _about(
    source: Source, schema: TableSchema, accounting: Accounting
) -> dict[str, str]:
    about = {"source": source.name}
    if schema is CUSTOMERS:
        fields = {
            name: {key: _plain(value) for key, value in vars(field).items()}
            for name, field in source.fields.items()
        }
        day = {"as_of": source.as_of} if source.as_of else {}
        return about | {"fields": json.dumps(fields, ensure_ascii=False)} | day
    if schema is not LEDGER:
        return about
    return about | {
        "currency": source.currency.code,
        "money_scale": str(source.money_scale),
        "quantity_scale": str(source.quantity_scale),
        "business_time_zone": source.business_time_zone,
        "focal_brand": source.focal_brand or "",
        "first_day": accounting.first_day,
        "last_day": accounting.last_day,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | None) else list(value)
