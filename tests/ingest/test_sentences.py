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
    for word in (
        "rounded",
        "returns",
        "late",
        "amount 0",
        "twice",
        "already",
        "not used",
    ):
        assert word not in said()


@pytest.mark.parametrize(
    ("lost", "change"), [("3.0149", "3.01 EUR less"), ("-1200.5", "1,200.50 EUR more")]
)
def test_what_rounding_did_to_money_is_told(lost, change):
    assert (
        "warning: 44 values of amount were rounded to 2 decimals: "
        f"{change} (money_scale keeps more)"
    ) in said(rounded={"amount": 44}, money_rounded=lost)


def test_other_values_that_were_rounded_are_counted():
    told = said(rounded={"quantity": 7, "cost": 2})
    assert "7 values of quantity were rounded (quantity_scale keeps more)" in told
    assert "2 values of cost were rounded (money_scale keeps more)" in told


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


@pytest.mark.parametrize(
    ("scale", "told"), [(0, "1,000"), (2, "10.00"), (3, "1.000"), (4, "0.1000")]
)
def test_money_has_the_decimals_of_its_currency(scale, told):
    read = next(line for line in said(money_scale=scale).splitlines() if "read" in line)
    assert read.split() == ["read", "10", told]


def test_money_beyond_the_digits_of_a_float_is_exact():
    assert "90,071,992,547,409.93" in said(money_read=2**53 + 1)


def test_no_return_is_no_division():
    none = {"rows": 0, "matched": 0, "orphans": 0, "money": 0, "money_matched": 0}
    assert "0 (0.0%)" in said(returns=none)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"zero_amounts": 2}, "2 rows with the amount 0"),
        ({"net_negative_customers": 2}, "2 customers with returns beyond"),
        ({"late_rows": 2}, "2 late rows"),
        ({"ambiguous_times": 2}, "2 times that the clocks showed twice"),
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
