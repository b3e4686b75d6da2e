"""What each customer has in the ledger: rows, and their money."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest.plan import Plan
from patronage.ingest.staging import kept

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def count(connection: DuckDBPyConnection, ledger: Plan) -> None:
    """Make the table `spans` (customer_id, n_rows, money) of the rows kept."""
    connection.execute(
        "CREATE TEMP TABLE spans AS SELECT customer_id, count(*) AS n_rows, "
        f"sum(amount) AS money FROM {kept(ledger)} GROUP BY customer_id"
    )
