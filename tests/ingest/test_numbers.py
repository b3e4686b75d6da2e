from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def amounts(world) -> list[int]:
    return sorted(world.table("ledger")["amount"])


@pytest.mark.parametrize(
    ("paid", "cents"),
    [
        ("3.50", 350),
        ("-0.01", -1),
        ("+7", 700),
        (".5", 50),
        ("5.", 500),
        ("1e3", 100000),
        (" 2 ", 200),
        ("0", 0),
    ],
)
def test_numbers_are_read_exactly(world, sale, paid, cents):
    world.ingest(world.source([sale(paid=paid)]))
    assert amounts(world) == [cents]


@pytest.mark.parametrize(
    ("paid", "reason"),
    [
        ("", "amount_null"),
        ("nan", "amount_null"),
        ("inf", "amount_nonfinite"),
        ("-Infinity", "amount_nonfinite"),
        ("1e400", "amount_nonfinite"),
        ("1e13", "amount_range"),
        ("-1e38", "amount_range"),
        ("9" * 60, "amount_range"),
        ("¥5", "amount_format"),
        ('"1,234.50"', "amount_format"),
        ("(12.00)", "amount_format"),
        ("1_000", "amount_format"),
        ("１２３", "amount_format"),
        ("1-Mar", "amount_format"),
        ("######", "amount_format"),
        ("0x1F", "amount_format"),
    ],
)
def test_what_is_no_amount_is_rejected_with_its_reason(world, sale, paid, reason):
    accounting = world.ingest(world.source([sale(), sale(paid=paid)]))
    assert [row[:3] for row in world.rejected()] == [(2, "amount", reason)]
    assert (accounting.rows_quarantined, accounting.money_quarantined) == (1, 0)


@pytest.mark.parametrize(
    ("kind", "paid", "reason"),
    [
        ("DOUBLE", "nan", "amount_null"),
        ("DOUBLE", "inf", "amount_nonfinite"),
        ("DOUBLE", "1e13", "amount_range"),
        ("HUGEINT", "9" * 30, "amount_range"),
        ("DECIMAL(38,2)", "9" * 30, "amount_range"),
    ],
)
def test_typed_numbers_are_checked_too(world, sale, kind, paid, reason):
    columns = {"amount": f"CAST(paid AS {kind})"}
    world.ingest(world.source([sale(paid="3"), sale(paid=paid)], columns=columns))
    assert [row[:3] for row in world.rejected()] == [(2, "amount", reason)]
    assert amounts(world) == [300]


@pytest.mark.parametrize("kind", ["DOUBLE", "DECIMAL(10, 2)", "REAL"])
def test_typed_numbers_give_the_same_cents(world, sale, kind):
    columns = {"amount": f"CAST(paid AS {kind})"}
    world.ingest(world.source([sale(paid="1.29")], columns=columns))
    assert amounts(world) == [129]


def test_halves_of_a_cent_go_to_the_even_one(world, sale):
    paid = ["0.005", "0.015", "-0.005", "-0.025", "1.0051"]
    world.ingest(world.source([sale(paid=p) for p in paid]))
    assert amounts(world) == [-2, 0, 0, 2, 101]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.decimals(-(10**11), 10**11, places=4), min_size=1, max_size=30))
def test_amounts_agree_with_the_decimal_module(world, sale, values):
    world.ingest(world.source([sale(paid=f"{value:f}") for value in values]))
    cent = Decimal("0.01")
    wanted = [int(v.quantize(cent, ROUND_HALF_EVEN) * 100) for v in values]
    assert amounts(world) == sorted(wanted)


def test_money_and_quantity_have_their_own_scales(world, sale):
    source = world.source(
        [sale(n="0.125", paid="1.239")], money_scale=3, quantity_scale=2
    )
    world.ingest(source)
    ledger = world.table("ledger")
    assert (ledger["amount"][0], ledger["quantity"][0]) == (1239, 12)


def test_a_blank_quantity_is_unknown_and_a_wrong_one_rejected(world, sale):
    world.ingest(world.source([sale(n=""), sale(n="two"), sale(n="1e15")]))
    assert world.table("ledger")["quantity"].isna().tolist() == [True]
    assert [row[1:3] for row in world.rejected()] == [
        ("quantity", "quantity_format"),
        ("quantity", "quantity_range"),
    ]


def test_discounts_are_money(world, sale):
    world.ingest(
        world.source([sale(n="0.10")], columns={"discount": "n", "quantity": "NULL"})
    )
    assert world.table("ledger")["discount"].tolist() == [10]
