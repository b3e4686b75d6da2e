"""Rows that equal others: which are kept, and how they are told apart."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import digests, sql
from patronage.ingest.plan import Plan
from patronage.ingest.staging import LINE_BITS, copies, kept, outputs, staged

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = {"keep": "true", "drop": "false", "overlap": "ordinal < most"}


def find(connection: DuckDBPyConnection, plan: Plan) -> None:
    """Make the table `copies_<plan>` and, without repeats, the view `kept_<plan>`.

    A copy (line, ordinal, kept) equals an earlier row in every column; `ordinal`
    counts the rows before it. Of overlapping files a row is kept as often as the one
    file has it that has it most often.
    """
    columns = sql.names(outputs(connection, plan))
    accepted = f"{staged(plan)} WHERE reason IS NULL"
    digests.repeat(connection, accepted, columns)
    connection.execute(
        f"CREATE TEMP TABLE {copies(plan)} AS "
        f"WITH doubtful AS (SELECT line, {columns} FROM {accepted} "
        f"AND hash({columns}) IN (FROM repeated)), "
        "numbered AS (SELECT *, "
        f"row_number() OVER (PARTITION BY {columns} ORDER BY line) - 1 AS ordinal, "
        f"row_number() OVER (PARTITION BY {columns}, line >> {LINE_BITS} "
        "ORDER BY line) AS nth FROM doubtful), "
        f"compared AS (SELECT *, max(nth) OVER (PARTITION BY {columns}) AS most "
        "FROM numbered) "
        f"SELECT line, ordinal, {KEPT[plan.equal_rows]} AS kept FROM compared "
        "WHERE ordinal > 0"
    )
    connection.execute(
        f"CREATE TEMP VIEW {kept(plan)} AS SELECT * EXCLUDE (kept) FROM {staged(plan)} "
        f"LEFT JOIN {copies(plan)} USING (line) "
        "WHERE reason IS NULL AND coalesce(kept, true)"
    )
