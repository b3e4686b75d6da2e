"""The rows that were rejected: where they stand, and why."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Sequence

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.staging import LINE_BITS, shown, staged

NUMBER = f"line & {(1 << LINE_BITS) - 1}"


def quarantine(source: Source, plans: Sequence[Plan]) -> str:
    """Return the query of the table of rejected rows, in the order of their lines.

    A row that could not be split is not shown where it may have a hidden value.
    """
    hidden = {plan.file for plan in plans if plan.hidden}
    rejected = [
        _named(
            plan.file,
            f'SELECT line, reason_column AS "column", reason, '
            f'reason_value AS "value" FROM {staged(plan)} WHERE reason IS NOT NULL',
        )
        for plan in plans
    ]
    unread = [
        _named(
            file,
            f"SELECT line, '' AS \"column\", reason, "
            f'{"NULL" if file in hidden else shown("value")} AS "value" '
            f"FROM {sql.name(f'{file}_rejected')}",
        )
        for file in source.files
    ]
    return f"{' UNION ALL '.join([*rejected, *unread])} ORDER BY ALL"


def _named(file: str, rejected: str) -> str:
    return (
        f'SELECT f.name AS file, {NUMBER} AS line, "column", reason, "value" '
        f"FROM ({rejected}) r JOIN {sql.name(f'{file}_files')} f "
        f"ON f.file = r.line >> {LINE_BITS}"
    )
