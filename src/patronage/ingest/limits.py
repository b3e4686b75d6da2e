"""Stop where a reason rejects more rows than the source may lose."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.errors import QualityError
from patronage.ingest import units
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.staging import LINE_BITS, rejected, rows
from patronage.tables import LEDGER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MISSING_CUSTOMER, TRUNCATED = "null_customer", "truncated_tail"
FORGOTTEN = "forgotten"  # at a customer's own wish: as many as there are


@dataclass(frozen=True, kw_only=True)
class Fault:
    """How many rows a reason rejects, and where it does so first."""

    count: int
    line: int
    column: str
    value: str | None

    @property
    def example(self) -> str:
        """Where the first is, and its value unless it could name a customer."""
        told = self.value is not None and self.column not in ("", "customer_id")
        return f"first at line {self.line}" + (f": {self.value!r}" if told else "")


def check(
    connection: DuckDBPyConnection, source: Source, plan: Plan, table: str
) -> dict[str, int]:
    """Count, by reason, the rejected rows of a plan's table.

    Raises
    ------
    InputError
        If most times are beyond what their declared unit can mean.
    QualityError
        If one reason rejects too many rows, or nothing is left of the ledger.
    """
    units.check(connection, plan, table)
    found = _faults(connection, plan, table)
    accepted = _count(connection, f"{table} WHERE reason IS NULL")
    read = accepted + sum(fault.count for fault in found.values())
    over = {r: f for r, f in found.items() if f.count > _limit(source, r) * read}
    if over:
        said = ", ".join(
            f"{reason} rejects {fault.count:,} ({fault.example})"
            for reason, fault in over.items()
        )
        raise QualityError(
            f"{plan.name}: {_rule(source, over)} of the {read:,} rows may be rejected "
            f"for one reason; {said}."
        )
    if plan.schema is LEDGER:
        check_any(connection, plan.name, f"{table} WHERE reason IS NULL")
    return {reason: fault.count for reason, fault in found.items()}


def check_tails(source: Source, warnings: Sequence[str]) -> None:
    """Refuse, where a source is strict, a text whose last line may be cut.

    Raises
    ------
    QualityError
        If a warning says that a file has no newline at its end.
    """
    cut = [warning for warning in warnings if TRUNCATED in warning]
    if source.strict and cut:
        raise QualityError(f"no text may be cut off (strict); {cut[0]}")


def check_any(connection: DuckDBPyConnection, name: str, relation: str) -> None:
    """Refuse to go on with nothing.

    Raises
    ------
    QualityError
        If the relation has no row.
    """
    if not _count(connection, relation):
        raise QualityError(f"{name}: no_rows; the source has no row that can be used.")


def _count(connection: DuckDBPyConnection, relation: str) -> int:
    return int(rows(connection, f"SELECT count(*) FROM {relation}")[0][0])


def _faults(connection: DuckDBPyConnection, plan: Plan, table: str) -> dict[str, Fault]:
    line = f"line & {(1 << LINE_BITS) - 1}"
    query = (
        f"SELECT reason, count(*), arg_min({line}, line), "
        'arg_min_null("column", line), arg_min_null("value", line) FROM ('
        'SELECT line, reason, reason_column AS "column", reason_value AS "value" '
        f"FROM {table} WHERE reason IS NOT NULL UNION ALL "
        f"SELECT line, reason, '', value FROM {rejected(plan)}) GROUP BY 1 ORDER BY 1"
    )
    return {
        reason: Fault(count=count, line=line, column=column, value=value)
        for reason, count, line, column, value in rows(connection, query)
    }


def _limit(source: Source, reason: str) -> float:
    if reason == FORGOTTEN:
        return 1.0
    if source.strict:
        return 0.0
    if reason == MISSING_CUSTOMER:
        return source.missing_customer_limit
    return source.quarantine_limit


def _rule(source: Source, over: Mapping[str, Fault]) -> str:
    if source.strict:
        return "none (strict)"
    shares = dict.fromkeys(f"{_limit(source, reason):.1%}" for reason in over)
    return f"at most {' or '.join(shares)}"
