"""The tables that ingest writes, as sorted streams."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from patronage.ingest import sql
from patronage.ingest.accounting import Accounting
from patronage.ingest.plan import Plan
from patronage.ingest.source import Source
from patronage.ingest.staging import copies, outputs, staged
from patronage.schema import TableSchema
from patronage.tables import LEDGER, LEVELS, QUARANTINE, SPANS

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

BATCH = 131_072
DIMENSIONS = ("product_id", "category", "brand", "channel", "store", "region")


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
        query = _sorted(plan, outputs(connection, plan))
        about = _metadata(source, plan, accounting)
        yield Output(plan.schema, _stream(connection, query), about)
    ledger = plans[0]
    yield Output(SPANS, _stream(connection, _spans(ledger)))
    yield Output(LEVELS, _stream(connection, _levels(connection, ledger)))
    yield Output(QUARANTINE, _stream(connection, _quarantine(source, plans)))


def _stream(connection: DuckDBPyConnection, query: str) -> Any:
    return connection.sql(query).to_arrow_reader(BATCH)


def _sorted(plan: Plan, columns: list[str]) -> str:
    """Sort by the key, then by all other columns: one order, whatever the input."""
    ordinal = "CAST(coalesce(ordinal, 0) AS BIGINT) AS line_id"
    added = [] if plan.schema is not LEDGER or "line_id" in columns else ["line_id"]
    selected = [sql.name(column) for column in columns] + ([ordinal] if added else [])
    everything = [*columns, *added]
    keys = [name for name in plan.schema.key if name in everything]
    order = [*keys, *(name for name in everything if name not in keys)]
    return (
        f"SELECT {', '.join(selected)} FROM {_kept(plan)} "
        f"ORDER BY {', '.join(f'{sql.name(n)} ASC NULLS FIRST' for n in order)}"
    )


def _kept(plan: Plan) -> str:
    once = " AND ordinal IS NULL" if plan.deduplicate else ""
    return (
        f"{staged(plan)} LEFT JOIN {copies(plan)} USING (line) "
        f"WHERE reason IS NULL{once}"
    )


def _metadata(source: Source, plan: Plan, accounting: Accounting) -> dict[str, str]:
    if plan.name == "customers" and source.customers is not None:
        fields = {
            name: {key: _plain(value) for key, value in vars(field).items()}
            for name, field in source.customers.fields.items()
        }
        return {"source": source.name, "fields": json.dumps(fields, ensure_ascii=False)}
    if plan.schema is not LEDGER:
        return {"source": source.name}
    return {
        "source": source.name,
        "currency": source.currency,
        "money_scale": str(source.money_scale),
        "quantity_scale": str(source.quantity_scale),
        "business_time_zone": source.business_time_zone,
        "focal_brand": source.focal_brand or "",
        "first_day": accounting.first_day,
        "last_day": accounting.last_day,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool) else list(value)


def _spans(ledger: Plan) -> str:
    return (
        f"SELECT customer_id, count(*) AS n_rows FROM {_kept(ledger)} "
        "GROUP BY customer_id ORDER BY customer_id"
    )


def _levels(connection: DuckDBPyConnection, ledger: Plan) -> str:
    present = set(outputs(connection, ledger))
    parts = [_level(ledger, name) for name in DIMENSIONS if name in present]
    return f"{' UNION ALL '.join(parts)} ORDER BY 1, 2"


def _level(ledger: Plan, column: str) -> str:
    level = sql.name(column)
    return (
        f'SELECT {sql.literal(column)} AS "column", '
        "CAST(row_number() OVER (ORDER BY level) - 1 AS INTEGER) AS code, level "
        f"FROM (SELECT DISTINCT {level} AS level FROM {_kept(ledger)} "
        f"AND {level} IS NOT NULL)"
    )


def _quarantine(source: Source, plans: Sequence[Plan]) -> str:
    rejected = [
        f"SELECT {sql.literal(plan.file)} AS file, CAST(line AS BIGINT) AS line, "
        f'reason_column AS "column", reason, reason_value AS "value" '
        f"FROM {staged(plan)} WHERE reason IS NOT NULL"
        for plan in plans
    ]
    unread = [
        f"SELECT {sql.literal(name)}, line, '', reason, value "
        f"FROM {sql.name(name + '_rejected')}"
        for name in source.files
    ]
    return f"{' UNION ALL '.join([*rejected, *unread])} ORDER BY ALL"
