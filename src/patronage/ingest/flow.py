"""From raw rows to tables that can be written: the order in which it is done."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from patronage.ingest import conflicts, copies, forgotten, limits, returns, spans, sql
from patronage.ingest.casting import currency
from patronage.ingest.declared.source import Source
from patronage.ingest.earlier import cast_all
from patronage.ingest.identity import identify as identity
from patronage.ingest.plan import Plan, plans
from patronage.ingest.registry import changes, claims, readers, records
from patronage.ingest.staging import cast_table, shown, staged

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def stage(
    connection: DuckDBPyConnection,
    source: Source,
    forget: forgotten.Forgotten | None = None,
) -> tuple[Plan, ...]:
    """Cast every row of the declared files, and decide what becomes of each.

    Leaves, for each plan, the table `cast_<plan>`; `staged_<plan>`, which has the
    customers that ids stand for, and the reasons of contradicted lines; the table
    `copies_<plan>` of repeats; and `kept_<plan>`, what is left. Rows of customers
    whom it is to `forget` are rejected, and nothing of them is kept.

    Raises
    ------
    ConfigError
        If what is declared contradicts itself.
    InputError
        If a relation has more or fewer rows than its file.
    QualityError
        If one reason rejects too many rows, or none is left.
    """
    readers.check_sensitive(source)
    made = tuple(plans(source))
    for plan in made:
        cast_all(connection, plan)
        if "currency" in plan.casters:
            currency.check(connection, f"cast_{plan.name}")
        limits.check(connection, source, plan, cast_table(plan))
    _identify(connection, source, forget)
    if forget is not None:
        forgotten.leave_out(connection, made, forget)
    for plan in made:
        _finish(connection, source, plan)
    _conclude(connection, source, made)
    return made


def _identify(
    connection: DuckDBPyConnection,
    source: Source,
    forget: forgotten.Forgotten | None,
) -> None:
    report = identity.identify(connection, source)
    if report is not None:
        hidden = set(forget.among(report.too_many)) if forget else set()
        shown = [each for each in report.too_many if each not in hidden]
        report = replace(report, too_many=shown)
        connection.execute(
            "CREATE TEMP TABLE identity_report AS SELECT ? AS report",
            [json.dumps(asdict(report))],
        )


def _finish(connection: DuckDBPyConnection, source: Source, plan: Plan) -> None:
    named = _named(plan, identified=source.identity is not None)
    if plan.identity:
        conflicts.find(connection, plan, f"({named})")
        named = _contradicted(plan, named)
    connection.execute(f"CREATE TEMP VIEW {staged(plan)} AS {named}")
    copies.find(connection, plan)


def _named(plan: Plan, *, identified: bool) -> str:
    if not identified:
        return f"SELECT * FROM {cast_table(plan)}"
    return (
        "SELECT c.* REPLACE (coalesce(i.customer_id, c.customer_id) AS customer_id) "
        f"FROM {cast_table(plan)} c LEFT JOIN identities i ON i.id = c.customer_id"
    )


def _contradicted(plan: Plan, named: str) -> str:
    last = plan.identity[-1]
    value = shown(f"CAST({sql.name(last)} AS VARCHAR)")
    return (
        "SELECT n.* REPLACE (coalesce(n.reason, x.reason) AS reason, "
        f"if(x.reason IS NULL, n.reason_column, {sql.literal(last)}) AS reason_column, "
        f"if(x.reason IS NULL, n.reason_value, {value}) AS reason_value) "
        f"FROM ({named}) n LEFT JOIN {conflicts.contradicted(plan)} x USING (line)"
    )


def _conclude(
    connection: DuckDBPyConnection, source: Source, made: Sequence[Plan]
) -> None:
    if source.ledger is not None:
        spans.count(connection, made[0])
    if source.returns is not None:
        returns.match(connection, source)
    if source.customers:
        claims.resolve(connection, source, made)
        changes.hold(connection, source)
    if records.are_dated(source):
        records.keep(connection, source)
    if source.ledger is None:
        limits.check_any(connection, "customers", "resolved_customers")
