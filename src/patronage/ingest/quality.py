"""How good each column of each table is: filled, valid, timely, agreed upon."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.registry.changes import changed
from patronage.ingest.registry.timeliness import timeliness
from patronage.ingest.staging import kept, rows, staged
from patronage.tables import CUSTOMERS, DATA_QUALITY

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def measure(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> pd.DataFrame:
    """Return the table `data_quality`: a row per column of each table.

    `completeness` is the share of rows with a value, `validity` of the rows read that
    were not rejected for this column, and `timeliness` of the customers for whom
    somebody has said within the field's `max_age_days` what is kept, counted back
    from the newest report. `conflicts` and `changes` count customers.
    """
    others = [plan for plan in plans if plan.schema is not CUSTOMERS]
    measured = [row for plan in others for row in _columns(connection, plan)]
    if source.customers:
        measured += _customers(connection, source, plans)
    names = [field.name for field in DATA_QUALITY.fields]
    table = pd.DataFrame(measured, columns=names)
    key = list(DATA_QUALITY.key)
    return table.astype({"timeliness": float}).sort_values(key, ignore_index=True)


def _columns(connection: DuckDBPyConnection, plan: Plan) -> Iterator[dict[str, Any]]:
    known = _described(connection, kept(plan))
    columns = [field.name for field in plan.schema.fields if field.name in known]
    n_rows, filled = _filled(connection, kept(plan), columns)
    read, rejected = _rejected(connection, [plan])
    for name in columns:
        yield {
            "table": plan.schema.name,
            "column": name,
            **dict.fromkeys(("block", "volatility", "owner"), ""),
            "rows": n_rows,
            "completeness": _share(filled[name], n_rows),
            "validity": 1 - _share(rejected.get(name, 0), read),
            **dict.fromkeys(("conflicts", "changes"), 0),
        }


def _customers(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> Iterator[dict[str, Any]]:
    names = ["customer_id", *source.fields]
    n_rows, filled = _filled(connection, "resolved_customers", names)
    counts = "SELECT field, count(*) FROM conflicts GROUP BY field"
    conflicts = dict(rows(connection, counts))
    changes = changed(connection, source)
    for name in names:
        read, rejected = _rejected(connection, _filling(plans, name))
        yield {
            "table": CUSTOMERS.name,
            "column": name,
            **_registered(source, name),
            "rows": n_rows,
            "completeness": _share(filled[name], n_rows),
            "validity": 1 - _share(rejected.get(name, 0), read),
            "timeliness": timeliness(connection, source, name),
            "conflicts": conflicts.get(name, 0),
            "changes": changes.get(name, 0),
        }


def _filling(plans: Sequence[Plan], name: str) -> list[Plan]:
    departments = (plan for plan in plans if plan.schema is CUSTOMERS)
    return [plan for plan in departments if name in plan.casters]


def _registered(source: Source, name: str) -> dict[str, str]:
    field = source.fields.get(name)
    return {
        key: getattr(field, key) if field else ""
        for key in ("block", "volatility", "owner")
    }


def _described(connection: DuckDBPyConnection, relation: str) -> set[str]:
    return {row[0] for row in rows(connection, f"DESCRIBE SELECT * FROM {relation}")}


def _filled(
    connection: DuckDBPyConnection, relation: str, columns: Sequence[str]
) -> tuple[int, dict[str, int]]:
    counts = ", ".join(f"count({sql.name(name)})" for name in columns)
    n_rows, *filled = rows(connection, f"SELECT count(*), {counts} FROM {relation}")[0]
    return n_rows, dict(zip(columns, filled, strict=True))


def _rejected(
    connection: DuckDBPyConnection, plans: Sequence[Plan]
) -> tuple[int, Mapping[str, int]]:
    """Count the rows that were read, and those rejected for each column."""
    casts = " UNION ALL ".join(
        f"SELECT reason_column FROM {staged(plan)}" for plan in plans
    )
    query = f"SELECT reason_column, count(*) FROM ({casts}) GROUP BY reason_column"
    counts = dict(rows(connection, query))
    return sum(counts.values()), counts


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
