"""Count the fates of the staged rows, and stop where too many are rejected."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from patronage.errors import QualityError
from patronage.ingest import sql
from patronage.ingest.accounting import Accounting
from patronage.ingest.plan import Plan
from patronage.ingest.source import Source
from patronage.ingest.staging import copies, rows, staged

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Counts = Mapping[str, int]


def account(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> Accounting:
    """Count the fates of all staged rows.

    Raises
    ------
    QualityError
        If nothing is left, or one reason rejects too many rows.
    """
    fates = {plan.name: _fates(connection, plan) for plan in plans}
    reasons = {plan.name: _reasons(connection, plan) for plan in plans}
    _check_quality(source, fates, reasons)
    ledger, *others = plans
    facts: dict[str, Any] = {
        **_fields("rows", fates[ledger.name]),
        **_fields("money", _money(connection, ledger)),
        **_span(connection, ledger),
        **_orphans(connection, plans),
        "equal_rows_kept": 0 if ledger.deduplicate else _copied(connection, ledger),
        "by_reason": _joined(reasons),
        "frequent": list(_joined(_above(source.quarantine_warn, fates, reasons))),
        "others": {plan.name: fates[plan.name] for plan in others},
    }
    return Accounting(
        source=source.name,
        currency=source.currency,
        money_scale=source.money_scale,
        **facts,
    ).check()


def _fates(connection: DuckDBPyConnection, plan: Plan) -> dict[str, int]:
    query = (
        f"SELECT count(*) FILTER (reason IS NULL), count(reason) FROM {staged(plan)}"
    )
    accepted, rejected = rows(connection, query)[0]
    (unread,) = rows(connection, f"SELECT count(*) FROM {_rejected(plan)}")[0]
    copied = _copied(connection, plan) if plan.deduplicate else 0
    (lines,) = rows(connection, f"SELECT count(*) FROM {sql.name(plan.file)}")[0]
    return {
        "read": lines + unread,
        "kept": accepted - copied,
        "quarantined": rejected + unread,
        "deduplicated": copied,
    }


def _reasons(connection: DuckDBPyConnection, plan: Plan) -> dict[str, int]:
    query = (
        f"SELECT reason, count(*) FROM ("
        f"SELECT reason FROM {staged(plan)} WHERE reason IS NOT NULL "
        f"UNION ALL SELECT reason FROM {_rejected(plan)}) GROUP BY 1 ORDER BY 1"
    )
    return dict(rows(connection, query))


def _money(connection: DuckDBPyConnection, ledger: Plan) -> dict[str, int]:
    kept = "ordinal IS NULL" if ledger.deduplicate else "true"
    query = (
        f"SELECT coalesce(sum(amount), 0), "
        f"coalesce(sum(amount) FILTER (reason IS NULL AND {kept}), 0), "
        f"coalesce(sum(amount) FILTER (reason IS NOT NULL), 0), "
        f"coalesce(sum(amount) FILTER (reason IS NULL AND NOT ({kept})), 0) "
        f"FROM {staged(ledger)} LEFT JOIN {copies(ledger)} USING (line)"
    )
    amounts = (int(value) for value in rows(connection, query)[0])
    return dict(
        zip(("read", "kept", "quarantined", "deduplicated"), amounts, strict=True)
    )


def _span(connection: DuckDBPyConnection, ledger: Plan) -> dict[str, Any]:
    query = (
        "SELECT count(DISTINCT customer_id), CAST(min(order_day) AS VARCHAR), "
        f"CAST(max(order_day) AS VARCHAR) FROM {staged(ledger)} WHERE reason IS NULL"
    )
    names = ("customers", "first_day", "last_day")
    return dict(zip(names, rows(connection, query)[0], strict=True))


def _orphans(connection: DuckDBPyConnection, plans: Sequence[Plan]) -> dict[str, int]:
    known = {plan.name: _ids(plan) for plan in plans}
    if "customers" not in known:
        return {}
    ledger, customers = known["ledger"], known["customers"]
    return {
        "customers_without_record": _beyond(connection, ledger, customers),
        "records_without_orders": _beyond(connection, customers, ledger),
    }


def _beyond(connection: DuckDBPyConnection, these: str, those: str) -> int:
    query = f"SELECT count(*) FROM ({these} EXCEPT {those})"
    return int(rows(connection, query)[0][0])


def _ids(plan: Plan) -> str:
    return f"SELECT DISTINCT customer_id FROM {staged(plan)} WHERE reason IS NULL"


def _copied(connection: DuckDBPyConnection, plan: Plan) -> int:
    return int(rows(connection, f"SELECT count(*) FROM {copies(plan)}")[0][0])


def _rejected(plan: Plan) -> str:
    return sql.name(f"{plan.file}_rejected")


def _fields(what: str, fates: Mapping[str, int]) -> dict[str, int]:
    return {
        f"{what}_{'ledger' if fate == 'kept' else fate}": count
        for fate, count in fates.items()
    }


def _joined(reasons: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {
        reason if name == "ledger" else f"{name}: {reason}": count
        for name, counts in reasons.items()
        for reason, count in counts.items()
    }


def _above(
    share: float, fates: Mapping[str, Counts], reasons: Mapping[str, Counts]
) -> dict[str, Counts]:
    return {
        name: {
            reason: count
            for reason, count in counts.items()
            if count > share * fates[name]["read"]
        }
        for name, counts in reasons.items()
    }


def _check_quality(
    source: Source, fates: Mapping[str, Counts], reasons: Mapping[str, Counts]
) -> None:
    for name, over in _above(source.quarantine_limit, fates, reasons).items():
        if over:
            said = ", ".join(f"{reason} rejects {n:,}" for reason, n in over.items())
            raise QualityError(
                f"{name}: at most {source.quarantine_limit:.1%} of the "
                f"{fates[name]['read']:,} rows may be rejected for one reason; {said}."
            )
    if not fates["ledger"]["kept"]:
        raise QualityError("ledger: no_rows; the source has no row that can be used.")
