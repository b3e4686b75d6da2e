"""Lines that share their ids and differ: the newest is kept, or none."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.plan import Plan
from patronage.ingest.staging import outputs

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def find(connection: DuckDBPyConnection, plan: Plan, relation: str) -> None:
    """Make the table `contradicted_<plan>` (line, reason) over a relation's rows.

    Lines are `superseded_line` where a newer version of their line is known, and
    `conflicting_line` where several contents of a line are equally new.
    """
    key = sql.names(plan.identity)
    content = sql.names(outputs(connection, plan))
    version = "version" if plan.updated_at else "NULL AS version"
    accepted = f"FROM {relation} WHERE reason IS NULL"
    connection.execute(
        f"CREATE TEMP TABLE {contradicted(plan)} AS "
        f"WITH doubtful AS (SELECT line, {version}, {content} {accepted} "
        f"AND hash({key}) IN (SELECT hash({key}) {accepted} GROUP BY ALL "
        f"HAVING min(hash({content})) <> max(hash({content})))), "
        f"dated AS (SELECT *, max(version) OVER (PARTITION BY {content}) AS since, "
        f"dense_rank() OVER (PARTITION BY {key} ORDER BY {content}) AS place "
        "FROM doubtful), "
        "compared AS (SELECT *, "
        f"since IS NOT DISTINCT FROM max(since) OVER (PARTITION BY {key}) AS newest "
        "FROM dated), "
        "judged AS (SELECT line, newest, max(place) OVER line AS contents, "
        "max(place) FILTER (newest) OVER line > min(place) FILTER (newest) OVER line "
        f"AS tied FROM compared WINDOW line AS (PARTITION BY {key})) "
        "SELECT line, if(newest, 'conflicting_line', 'superseded_line') AS reason "
        "FROM judged WHERE contents > 1 AND (tied OR NOT newest)"
    )


def contradicted(plan: Plan) -> str:
    """Name the table of lines that others contradict."""
    return sql.name(f"contradicted_{plan.name}")
