"""Count what became of the staged rows."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from patronage.ingest import limits
from patronage.ingest.accounting import Accounting
from patronage.ingest.counts import Counts, by_file, total
from patronage.ingest.declared.source import Source
from patronage.ingest.ledger_facts import ledger_facts
from patronage.ingest.plan import Plan
from patronage.ingest.registry.reports import UNREADABLE
from patronage.ingest.staging import rows, staged
from patronage.ingest.unused import unused
from patronage.tables import LEDGER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What else is known of the inputs, for the accounting to carry.

    `previous` is the accounting of the source's last ingest, as it was stored.
    """

    warnings: Sequence[str] = ()
    already_ingested: Sequence[str] = ()
    previous: Mapping[str, Any] | None = None


def account(
    connection: DuckDBPyConnection,
    source: Source,
    plans: Sequence[Plan],
    notes: Notes | None = None,
) -> Accounting:
    """Count the fates of all staged rows.

    Raises
    ------
    QualityError
        If nothing is left, one reason rejects too many rows, or the money is beyond
        what its sums can hold.
    """
    notes = notes or Notes()
    reasons = {p.name: limits.check(connection, source, p, staged(p)) for p in plans}
    others = {
        plan.name: total(by_file(connection, plan))
        for plan in plans
        if plan.schema is not LEDGER
    }
    facts = _facts(connection, source, plans, notes)
    read = {name: counts["read"] for name, counts in others.items()}
    read["ledger"] = facts.get("rows_read", 0)
    often = _above(source.quarantine_warn, reasons, read)
    return Accounting(
        source=source.name,
        **facts,
        by_reason=_joined(reasons),
        frequent=tuple(_joined(often)),
        others=others,
        identity=_identity(connection, source),
        **_fields(connection, source),
        unused_columns=unused(connection, source),
        already_ingested=tuple(notes.already_ingested),
        warnings=tuple(notes.warnings),
    ).check()


def _facts(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan], notes: Notes
) -> dict[str, Any]:
    if source.ledger is None:
        return {"customers": _count(connection, "resolved_customers")}
    facts = ledger_facts(connection, source, plans[0], notes.previous or {})
    return facts | _orphans(connection, source)


def _joined(reasons: Mapping[str, Counts]) -> dict[str, int]:
    return {
        reason if name == LEDGER.name else f"{name}: {reason}": count
        for name, counts in reasons.items()
        for reason, count in counts.items()
    }


def _above(
    share: float, reasons: Mapping[str, Counts], read: Counts
) -> dict[str, Counts]:
    return {
        name: {
            reason: count
            for reason, count in counts.items()
            if count > share * read[name] and reason != limits.FORGOTTEN
        }
        for name, counts in reasons.items()
    }


def _orphans(connection: DuckDBPyConnection, source: Source) -> dict[str, int]:
    if source.ledger is None or not source.customers:
        return {}
    ordered = "SELECT customer_id FROM spans"
    recorded = "SELECT customer_id FROM resolved_customers"
    return {
        "customers_without_record": _count(
            connection, f"({ordered} EXCEPT {recorded})"
        ),
        "records_without_orders": _count(connection, f"({recorded} EXCEPT {ordered})"),
    }


def _count(connection: DuckDBPyConnection, relation: str) -> int:
    return int(rows(connection, f"SELECT count(*) FROM {relation}")[0][0])


def _fields(connection: DuckDBPyConnection, source: Source) -> dict[str, Any]:
    if not source.customers:
        return {}
    times = rows(connection, f"SELECT department, n FROM {UNREADABLE} ORDER BY 1")
    pending = _count(connection, "pending_changes")
    return {"pending_changes": pending, "unreadable_times": dict(times)}


def _identity(connection: DuckDBPyConnection, source: Source) -> Any:
    if source.identity is None:
        return {}
    return json.loads(rows(connection, "SELECT report FROM identity_report")[0][0])
