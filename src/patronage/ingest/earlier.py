"""Rows of a set of files that an earlier ingest has cast."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.plan import Plan
from patronage.ingest.staging import cast, cast_table, exists, rejected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def cast_all(connection: DuckDBPyConnection, plan: Plan) -> None:
    """Cast the rows of a plan's file, beside those in `<file>_earlier` if there are.

    Where all rows are earlier ones there is no relation of the file itself.
    """
    earlier = f"{plan.file}_earlier"
    if not exists(connection, earlier):
        cast(connection, plan)
        return
    known = f"SELECT * EXCLUDE (unread) FROM {sql.name(earlier)} WHERE NOT unread"
    if exists(connection, plan.file):
        cast(connection, plan)
        connection.execute(f"INSERT INTO {cast_table(plan)} BY NAME {known}")
    else:
        connection.execute(f"CREATE TEMP TABLE {cast_table(plan)} AS {known}")
    connection.execute(
        f"INSERT INTO {rejected(plan)} SELECT line, reason, reason_value "
        f"FROM {sql.name(earlier)} WHERE unread"
    )
