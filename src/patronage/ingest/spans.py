"""How many rows each customer has in each table, by which they are found."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.registry import records
from patronage.ingest.staging import kept
from patronage.tables import CUSTOMERS, LEDGER, RECORDS, SPANS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COUNTS = SPANS.required[1:]


def count(connection: DuckDBPyConnection, ledger: Plan) -> None:
    """Make the table `spans` (customer_id, n_rows, money) of the rows kept."""
    connection.execute(
        "CREATE TEMP TABLE spans AS SELECT customer_id, count(*) AS n_rows, "
        f"sum(amount) AS money FROM {kept(ledger)} GROUP BY customer_id"
    )


def of_all_tables(source: Source, plans: Sequence[Plan]) -> str:
    """Return SQL for the table of spans: a row for everybody whom any table names.

    Who has neither a purchase nor a record is there too: his rows stand between those
    of others. Where records bear no days there is one of everybody who is registered.
    """
    counted = {
        f"n_{plan.schema.name}": _per_customer(kept(plan))
        for plan in plans
        if plan.schema not in (LEDGER, CUSTOMERS)
    }
    if source.ledger is not None:
        counted["n_rows"] = "SELECT customer_id, n_rows AS n FROM spans"
    if source.customers:
        counted["registered"] = _per_customer("resolved_customers")
        dated = records.are_dated(source)
        counted["n_records"] = _per_customer(
            RECORDS.name if dated else "resolved_customers"
        )
    rows = " UNION ALL ".join(
        f"SELECT customer_id, '{name}' AS counted, n FROM ({query})"
        for name, query in counted.items()
    )
    sums = ", ".join(
        f"CAST(coalesce(sum(n) FILTER (counted = '{name}'), 0) AS {_kind(name)}) "
        f"AS {name}"
        for name in COUNTS
    )
    return f"SELECT customer_id, {sums} FROM ({rows}) GROUP BY customer_id"


def _per_customer(relation: str) -> str:
    return f"SELECT customer_id, count(*) AS n FROM {relation} GROUP BY customer_id"


def _kind(name: str) -> str:
    return "BOOLEAN" if name == "registered" else "BIGINT"
