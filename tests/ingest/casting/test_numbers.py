from decimal import ROUND_HALF_EVEN, Decimal

import duckdb
import pytest
from cells import cells
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patronage.ingest.casting.numbers import rated, scaled
from patronage.ingest.declared.rows import Value


def parts(found, scale=2, kind="VARCHAR", **declared):
    value = Value(expression="paid", **declared)
    return cells(lambda kind: scaled("amount", kind, value, scale=scale), found, kind)


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
        ("1-Mar", "excel_mangled"),
        ("######", "excel_mangled"),
        ("1.23E+15", "excel_mangled"),
        ("0x1F", "amount_format"),
    ],
)
def test_what_is_no_amount_is_rejected_with_its_reason(world, sale, paid, reason):
    accounting = world.ingest(world.source([sale(), sale(paid=paid)]))
    assert [row[:3] for row in world.rejected()] == [(3, "amount", reason)]
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
    assert [row[:3] for row in world.rejected()] == [(3, "amount", reason)]
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


def test_a_declared_format_is_money_too(world, sale):
    paid = {"expression": "paid", "decimal": ",", "thousands": ".", "symbols": ["€"]}
    rows = [sale(paid='"1.234,50 €"'), sale(paid='"-0,01"'), sale(paid="1.5")]
    world.ingest(world.source(rows, columns={"amount": paid}))
    assert amounts(world) == [-1, 123450]
    assert [row[1:] for row in world.rejected()] == [("amount", "amount_format", "1.5")]


@pytest.mark.parametrize("scale", range(7))
@pytest.mark.parametrize("kind", ["VARCHAR", "DECIMAL(38, 20)", "DECIMAL(30, 10)"])
def test_every_scale_is_exact_up_to_the_largest_number(scale, kind):
    found = ["999999999999.4", "-1000000000000", "9999999.9999995", "99999.99999951"]
    unit = Decimal(10) ** -scale
    wanted = [
        int(Decimal(f).quantize(unit, ROUND_HALF_EVEN).scaleb(scale)) for f in found
    ]
    if kind == "DECIMAL(30, 10)":
        found = [f[:12] + f[12:][:10] for f in found]
    assert parts(found, scale, kind) == wanted


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.decimals(-(10**12), 10**12, places=12)
        | st.decimals(-(10**4), 10**4, places=9)
        | st.decimals(-1, 1, places=20),
        min_size=1,
        max_size=20,
    ),
    st.integers(0, 6),
    st.booleans(),
)
def test_no_decimal_is_cut_off_before_it_is_rounded(values, scale, science):
    found = [f"{value:{'E' if science else 'f'}}" for value in values]
    unit = Decimal(10) ** -scale
    wanted = [int(v.quantize(unit, ROUND_HALF_EVEN).scaleb(scale)) for v in values]
    made = parts(found, scale)
    pairs = zip(found, made, wanted, strict=True)
    assert all(got == want for text, got, want in pairs if got != "[excel_mangled]")
    assert science or made == wanted


@pytest.mark.parametrize(
    ("paid", "cents"),
    [("1.005", 100), ("1.015", 102), ("0.01499999999999999", 1), ("500001E-8", 1)],
)
def test_halves_are_told_from_what_is_next_to_them(paid, cents):
    assert parts([paid]) == [cents]


def test_declared_tokens_bounds_and_levels_hold_for_money():
    assert parts(["0", " 0 ", "1"], nulls=["0"]) == [None, None, 100]
    made = parts(["-0.01", "0", "12345678.9"], lowest=0, highest=1e6)
    assert made == ["[amount_range]", 0, "[amount_range]"]
    assert parts(["1", "3"], levels=["1", "2"]) == [100, "[level]"]


@pytest.mark.parametrize("kind", ["BIGINT", "DECIMAL(18, 4)", "DOUBLE"])
def test_declared_tokens_hold_for_typed_money(kind):
    made = parts([-1, 2], nulls=["-1", "-1.0000", "-1.0"], kind=kind)
    assert made == [None, 200]


def lost(found, kind="VARCHAR", scale=2):
    """What rounding takes from each value: SQL over the steps of the cast."""
    cast = scaled("amount", kind, Value(expression="paid"), scale=scale)
    if not cast.rounding:
        return None
    query = f"SELECT CAST(? AS {kind}) AS raw_amount"
    for name, step in cast.steps:
        query = f"SELECT *, {step} AS {name} FROM ({query})"
    with duckdb.connect() as connection:
        asked = f"SELECT {cast.rounding} FROM ({query})"
        return [connection.execute(asked, [v]).fetchone()[0] for v in found]


@pytest.mark.parametrize("kind", ["VARCHAR", "DECIMAL(18, 3)", "DECIMAL(30, 12)"])
def test_what_is_finer_than_the_scale_loses_the_rest(kind):
    found = ["1.23", "1.234", "-0.009", "1.235", "7"]
    wanted = [None, "0.004", "0.001", "-0.005", None]
    decimals = [None if each is None else Decimal(each) for each in wanted]
    assert lost(found, kind) == decimals


def test_long_texts_lose_as_short_ones_do():
    found = [
        "1234567890.1200000",
        "1234567890.125",
        "1.5e0000000000",
        "no number at all",
    ]
    assert lost(found) == [None, Decimal("0.005"), None, None]


def test_a_float_loses_what_it_was_written_with_and_no_noise():
    found = [1.1, 0.1 + 0.2, 123456789.12, 1e300, 1.005, 0.001]
    wanted = [None, None, None, None, Decimal("0.005"), Decimal("0.001")]
    assert lost(found, "DOUBLE") == wanted


@pytest.mark.parametrize("kind", ["BIGINT", "DECIMAL(18, 2)"])
def test_kinds_that_cannot_be_finer_are_not_asked(kind):
    assert lost(["1"], kind) is None


def test_of_converted_amounts_only_the_own_currency_can_lose():
    cast = rated(scaled("amount", "VARCHAR", Value(expression="x"), scale=2), "rate", 2)
    assert cast.rounding.startswith("CASE WHEN rate = 1 THEN")
