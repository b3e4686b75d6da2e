"""An accounting in lines to print."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from patronage.ingest.accounting import Accounting

FATES = ("read", "ledger", "quarantined", "deduplicated")


def sentences(accounting: Accounting) -> list[str]:
    """Say what became of all rows, and what is worth a look."""
    return [*_fates(accounting), *_others(accounting), *_warnings(accounting)]


def _fates(a: Accounting) -> Iterator[str]:
    if not a.has_ledger:
        yield f"{a.source}: {a.customers:,} customers, no transactions"
        yield from _reasons(a)
        return
    yield f"{a.source}: {a.customers:,} customers, {a.first_day} to {a.last_day}"
    yield f"  {'':<13}{'rows':>14}{a.currency:>20}"
    for fate in FATES:
        money = _money(a, getattr(a, f"money_{fate}"))
        yield f"  {fate:<13}{getattr(a, f'rows_{fate}'):>14,}{money:>20}"
    yield from _reasons(a)
    yield f"  equal rows kept: {a.equal_rows_kept:,}"


def _reasons(a: Accounting) -> Iterator[str]:
    for reason, count in a.by_reason.items():
        warning = "warning: " * (reason in a.frequent)
        yield f"  {warning}{count:,} rows rejected for {reason}"


def _others(a: Accounting) -> Iterator[str]:
    for name, counts in a.others.items():
        said = ", ".join(f"{n:,} {fate}" for fate, n in counts.items())
        yield f"  {name}: {said}"
    if a.has_ledger and any(name.startswith("customers") for name in a.others):
        yield (
            f"  customers without a record: {a.customers_without_record:,}; "
            f"records without orders: {a.records_without_orders:,}"
        )
    if a.returns:
        yield _returns(a)
    if a.identity:
        yield f"  {a.identity['ids']:,} ids are {a.identity['customers']:,} customers"
    if a.pending_changes:
        yield f"  {a.pending_changes:,} changes wait for a second person"


def _returns(a: Accounting) -> str:
    rows, matched, orphans = (a.returns[n] for n in ("rows", "matched", "orphans"))
    money = _money(a, a.returns["money"])
    return (
        f"  returns: {rows:,} of {money} {a.currency}; {matched:,} "
        f"({matched / max(rows, 1):.1%}) undo a purchase, {orphans:,} do not"
    )


def _identity(a: Accounting) -> Iterator[str]:
    without, large = a.identity.get("rows_without_id"), a.identity.get("too_many")
    if without:
        yield f"{without:,} rows of the identity file have no id that can be read"
    if large:
        yield f"{len(large):,} groups of ids are too large to be one customer each"
    for key, count in a.identity.get("conflicts", {}).items():
        if count:
            yield f"{count:,} customers have several values of {key}"


def _rounding(a: Accounting) -> Iterator[str]:
    for column, count in a.rounded.items():
        scale = "quantity_scale" if column == "quantity" else "money_scale"
        lost = _lost(a) if column == "amount" else ""
        yield f"{count:,} values of {column} were rounded{lost} ({scale} keeps more)"


def _lost(a: Accounting) -> str:
    lost = Decimal(a.money_rounded)
    change = "less" if lost >= 0 else "more"
    return (
        f" to {a.money_scale} decimals: "
        f"{abs(lost):,.{a.money_scale}f} {a.currency} {change}"
    )


def _money(a: Accounting, minor: int) -> str:
    return f"{Decimal(minor).scaleb(-a.money_scale):,.{a.money_scale}f}"


def _warnings(a: Accounting) -> Iterator[str]:
    counted = {
        "rows with the amount 0": a.zero_amounts,
        "customers with returns beyond their purchases": a.net_negative_customers,
        "late rows, of days that the last ledger had covered": a.late_rows,
        "times that the clocks showed twice, read as the first (ambiguous_times)": (
            a.ambiguous_times
        ),
    }
    yield from (f"  {count:,} {what}" for what, count in counted.items() if count)
    yield from (f"  warning: {said}" for said in _identity(a))
    yield from (f"  warning: {said}" for said in _rounding(a))
    for department, count in a.unreadable_times.items():
        yield (
            f"  warning: {department}: {count:,} times of updated_at cannot be read "
            "and count as the oldest"
        )
    yield from (f"  already ingested: {name}" for name in a.already_ingested)
    if a.unused_columns:
        named = (f"{n} ({', '.join(c)})" for n, c in a.unused_columns.items())
        yield f"  warning: columns that are not used: {', '.join(named)}"
    yield from (f"  warning: {warning}" for warning in a.warnings)
