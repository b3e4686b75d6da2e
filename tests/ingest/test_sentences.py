from dataclasses import replace

import pytest

from patronage.ingest import Accounting

SHOP = Accounting(
    source="shop",
    currency="EUR",
    rows_read=10,
    money_read=1000,
    customers=3,
    first_day="2024-01-01",
    last_day="2024-02-29",
    by_reason={"amount_null": 2, "date_range": 1},
    frequent=("amount_null",),
    others={"events": {"read": 4, "kept": 4}},
)


def said(**changes) -> str:
    return "\n".join(replace(SHOP, **changes).sentences())


@pytest.mark.parametrize(
    "part",
    [
        "shop: 3 customers, 2024-01-01 to 2024-02-29",
        "10.00",
        "  warning: 2 rows rejected for amount_null",
        "  1 rows rejected for date_range",
        "events: 4 read, 4 kept",
    ],
)
def test_all_fates_are_told(part):
    assert part in said()


def test_what_did_not_happen_is_not_told():
    for word in ("returns", "late", "amount 0", "already", "not used"):
        assert word not in said()


def test_returns_are_told_with_the_share_that_found_its_purchase():
    returns = {
        "rows": 4,
        "matched": 3,
        "orphans": 1,
        "money": -1250,
        "money_matched": -1000,
    }
    assert ("returns: 4 of -12.50 EUR; 3 (75.0%) undo a purchase, 1 do not") in said(
        returns=returns
    )


def test_no_return_is_no_division():
    none = {"rows": 0, "matched": 0, "orphans": 0, "money": 0, "money_matched": 0}
    assert "0 (0.0%)" in said(returns=none)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"zero_amounts": 2}, "2 rows with the amount 0"),
        ({"net_negative_customers": 2}, "2 customers with returns beyond"),
        ({"late_rows": 2}, "2 late rows"),
        ({"already_ingested": ("b.csv",)}, "already ingested: b.csv"),
        (
            {"unused_columns": {"a": ["x", "y"], "b": ["z"]}},
            "not used: a (x, y), b (z)",
        ),
        ({"warnings": ("the tail is cut.",)}, "warning: the tail is cut."),
        ({"identity": {"ids": 3, "customers": 2}}, "3 ids are 2 customers"),
    ],
)
def test_what_is_worth_a_look_is_told(changes, part):
    assert part in said(**changes)


def test_customers_without_transactions_are_told_without_money():
    club = Accounting(source="club", customers=2, by_reason={"customers: level": 1})
    assert club.sentences() == [
        "club: 2 customers, no transactions",
        "  1 rows rejected for customers: level",
    ]


def test_records_are_compared_only_where_there_are_any():
    assert "without a record" not in said()
    assert "without a record: 0" in said(others={"customers": {"read": 1, "kept": 1}})
