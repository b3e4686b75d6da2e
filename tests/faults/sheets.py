"""Sheets, each taken in once however many of its rows are asked after."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from faults.corpus import Row, Sheet
from faults.harness import assert_closed, assert_nothing_left
from faults.shop import Shop

Taken = Callable[[Sheet], Shop]


def rows_of(sheets: Sequence[Sheet]) -> list[tuple[Sheet, int, Row]]:
    """Return each row with its sheet and its line."""
    return [
        (sheet, line, row)
        for sheet in sheets
        for line, row in enumerate(sheet.rows, start=2)
    ]


def named(value: object) -> str:
    """Name a parameter in the test's id."""
    return value.name if isinstance(value, Sheet) else str(value)


def assert_fate(shop: Shop, line: int, row: Row) -> None:
    """The row at a line is rejected, or kept with its values, as it says."""
    found = [rejected for rejected in shop.rejected() if rejected.line == line]
    assert found == ([row.rejected(line)] if row.reason else [])
    ledger = shop.table("ledger")
    kept = ledger[ledger["order_id"] == row.changes.get("order", f"L{line}")]
    assert len(kept) == (0 if row.reason else 1)
    for name, value in row.holds.items():
        assert [str(v) for v in kept[name]] == [str(value)]


def assert_all_told(shop: Shop, sheet: Sheet) -> None:
    """Every row of the sheet has one fate, and no other row is told of."""
    assert_closed(shop)
    assert_nothing_left(shop)
    rejected = [row for row in sheet.rows if row.reason]
    facts = shop.accounting()
    assert facts["rows_read"] == len(sheet.rows)
    assert facts["rows_quarantined"] == len(rejected)
    assert set(facts["by_reason"]) == {row.reason for row in rejected}
