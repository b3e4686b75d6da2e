"""Whether what is kept of customers has been said of late."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.registry.reports import departments, may_write, reports
from patronage.ingest.registry.stamps import TIME
from patronage.ingest.registry.verdicts import AVERAGES
from patronage.ingest.staging import rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def timeliness(
    connection: DuckDBPyConnection, source: Source, name: str
) -> float | None:
    """Return the share of a field's customers of whom the value was said of late.

    Late is within `max_age_days` of the newest report in the data: never of today.
    None where the field does not age, or its departments do not say when they report.
    """
    field = source.fields.get(name)
    if field is None or field.volatility != "dynamic" or not _tells(source, name):
        return None
    days = field.max_age_days
    if days is None:
        return None
    newest = f"SELECT max({TIME}) FROM ({_reported(source)})"
    query = (
        "SELECT count(*) FILTER (said >= "
        f"({newest}) - INTERVAL {int(days)} DAY), count(*) "
        f"FROM ({_said(source, name)})"
    )
    timely, known = rows(connection, query)[0]
    return timely / known if known else None


def _tells(source: Source, name: str) -> bool:
    filling = departments(source, name)
    return any(source.customers[department].updated_at for department in filling)


def _reported(source: Source) -> str:
    return " UNION ALL ".join(
        f"SELECT {TIME} FROM {reports(department)}" for department in source.customers
    )


def _said(source: Source, name: str) -> str:
    """Return SQL for when each customer's value was last said; of means, any."""
    value = sql.name(name)
    claimed = " UNION ALL ".join(
        f"SELECT customer_id, {value} AS claim, {TIME} AS said "
        f"FROM {reports(department)} WHERE {value} IS NOT NULL"
        for department in departments(source, name)
        if may_write(source, name, department)
    )
    equal = "true" if source.fields[name].reconcile in AVERAGES else "claim = kept"
    return (
        "SELECT max(said) AS said FROM ("
        f"SELECT customer_id, {value} AS kept FROM resolved_customers "
        f"WHERE {value} IS NOT NULL) AS known LEFT JOIN ({claimed}) AS claims "
        f"ON claims.customer_id = known.customer_id AND {equal} "
        "GROUP BY known.customer_id"
    )
