from decimal import ROUND_HALF_EVEN, Decimal

import duckdb
import pytest
from cells import rows
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError, QualityError
from patronage.ingest.casting.currency import RATE, check, code
from patronage.ingest.casting.numbers import rated, scaled
from patronage.ingest.casting.times import Clock, time
from patronage.ingest.declared.rows import Currency, Value

SHANGHAI = "Asia/Shanghai"
RATES = [
    {"currency": "USD", "since": "2024-01-01", "rate": "7.1"},
    {"currency": "USD", "since": "2024-03-01", "rate": "7.2"},
    {"currency": "EUR", "since": "2024-02-01", "rate": "7.812345678"},
]
YUAN = {"code": "CNY", "aliases": {"RMB": "CNY", "¥": "CNY", "us$": "USD"}}


def convert(found, scale=2, **declared):
    """The amounts, in the ledger's parts, of (currency, day or time, amount)."""
    money = Currency(**YUAN | {"column": "currency"} | declared)
    value = Value(expression="x")
    clock = Clock(
        zone="UTC", business_zone=SHANGHAI, format="%Y-%m-%d %H:%M", has_time=True
    )
    makers = {
        "currency": lambda _: code(money),
        "ordered_at": lambda kind: time("ordered_at", kind, value, clock),
        "amount": lambda kind: rated(
            scaled("amount", kind, value, scale=scale), RATE, scale
        ),
    }
    given = [dict(zip(makers, row, strict=True)) for row in found]
    made = rows(makers, given)
    return [f"[{row.reason}]" if row.reason else row.values["amount"] for row in made]


def test_amounts_in_the_ledgers_currency_stay_as_they_are():
    found = [(own, "2024-01-05 10:00", "1.25") for own in ("CNY", "RMB", " rmb ", "¥")]
    assert convert(found) == [125] * 4
    assert convert(found, rates=RATES) == [125] * 4


@pytest.mark.parametrize(
    ("day", "cents"),
    [
        ("2024-01-01 12:00", 710),
        ("2024-02-28 12:00", 710),
        ("2024-02-29 15:59", 710),
        ("2024-02-29 16:00", 720),
        ("2030-01-01 00:00", 720),
    ],
)
def test_the_rate_is_the_one_in_force_on_the_business_day(day, cents):
    assert convert([("USD", day, "1")], rates=RATES) == [cents]
    assert convert([("US$", day, "1")], rates=RATES[::-1]) == [cents]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("USD", "2023-12-31 00:00", "1"), "no_rate"),
        (("EUR", "2024-01-31 00:00", "1"), "no_rate"),
        (("GBP", "2024-05-01 00:00", "1"), "no_rate"),
        (("", "2024-05-01 00:00", "1"), "currency_code"),
        ((None, "2024-05-01 00:00", "1"), "currency_code"),
        (("dollar", "2024-05-01 00:00", "1"), "currency_code"),
        (("€", "2024-05-01 00:00", "1"), "currency_code"),
        (("USD", "tomorrow", "1"), "time_format"),
        (("USD", "2024-05-01 00:00", "one"), "amount_format"),
        (("USD", "2024-05-01 00:00", "999999999999"), "amount_range"),
        (("USD", "2024-05-01 00:00", "1e15"), "amount_range"),
    ],
)
def test_what_has_no_worth_is_rejected_with_its_reason(row, reason):
    assert convert([row], rates=RATES) == [f"[{reason}]"]


def test_other_currencies_need_rates():
    made = convert([("USD", "2024-05-01 00:00", "1"), ("CNY", "2024-05-01 00:00", "1")])
    assert made == ["[currency_mix]", 100]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.decimals(-(10**6), 10**6, places=4) | st.decimals(-1, 1, places=10),
        min_size=1,
        max_size=20,
    ),
    st.decimals("0.000000001", 999999, places=9),
)
def test_the_product_is_exact_before_it_is_rounded(amounts, rate):
    rates = [{"currency": "USD", "since": "2024-01-01", "rate": f"{rate:f}"}]
    found = [("USD", "2024-05-01 00:00", f"{amount:f}") for amount in amounts]
    cent = Decimal("0.01")
    wanted = [
        int((amount * rate).quantize(cent, ROUND_HALF_EVEN) * 100)
        if abs(amount * rate) <= 10**12
        else "[amount_range]"
        for amount in amounts
    ]
    assert convert(found, rates=rates) == wanted


def test_of_many_days_each_finds_its_rate():
    days = [f"2024-{month:02}-{day:02}" for month in (5, 6) for day in range(1, 31)]
    rates = [
        {"currency": "USD", "since": day, "rate": str(i + 1)}
        for i, day in enumerate(days)
    ]
    found = [("USD", f"{day} 00:00", "1") for day in days]
    assert convert(found, rates=rates) == [100 * (i + 1) for i in range(len(days))]


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"code": "yuan"}, "three capital letters; got 'yuan'"),
        ({"aliases": {"RMB": "Y"}}, "three capital letters; got 'Y'"),
        ({"rates": [RATES[0], RATES[0]]}, "got USD since 2024-01-01"),
        ({"rates": [RATES[0] | {"currency": "CNY"}]}, "got CNY since 2024-01-01"),
        ({"rates": [RATES[0] | {"rate": "-1"}]}, "got '-1' since '2024-01-01'"),
        ({"rates": [RATES[0] | {"rate": "nan"}]}, "got 'nan'"),
        ({"rates": [RATES[0] | {"rate": "seven"}]}, "got 'seven'"),
        ({"rates": [RATES[0] | {"rate": "0.1234567891"}]}, "up to 9 decimals"),
        ({"rates": [RATES[0] | {"since": "1/2/2024"}]}, "since '1/2/2024'"),
    ],
)
def test_codes_and_rates_are_checked(declared, sentence):
    with pytest.raises(ConfigError, match=sentence):
        code(Currency(**YUAN | {"column": "currency"} | declared))


def test_a_mix_of_currencies_is_named_with_its_counts():
    with duckdb.connect() as connection:
        values = "('currency_mix', 'USD'), ('currency_mix', ' usd'), (NULL, NULL), "
        values += "('currency_mix', 'EUR'), ('no_rate', 'GBP')"
        connection.execute(
            f'CREATE TABLE "cast_a b" AS FROM (VALUES {values}) t(reason, reason_value)'
        )
        with pytest.raises(
            QualityError, match=r"one currency.*EUR in 1 rows, USD in 2"
        ):
            check(connection, "cast_a b")
        connection.execute("DELETE FROM \"cast_a b\" WHERE reason = 'currency_mix'")
        check(connection, "cast_a b")


def test_a_ledger_is_of_one_currency(world, sale):
    found = [
        sale(what="USD", paid="1.50"),
        sale(what="eur"),
        sale(what="GBP"),
        sale(at="2023-12-31 10:00", what="USD"),
    ]
    rates = [{"currency": "USD", "since": "2024-01-01", "rate": 0.5}]
    source = world.source(
        found,
        currency={"code": "EUR", "column": "what", "rates": rates},
        columns={"product_id": None},
    )
    world.ingest(source)
    assert sorted(world.table("ledger")["amount"]) == [75, 350]
    assert [row[1:] for row in world.rejected()] == [
        ("currency", "no_rate", "GBP"),
        ("currency", "no_rate", "USD"),
    ]
