from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.ingest.casting.marks import declared, plain
from patronage.ingest.declared.rows import Value


def value(**marks):
    return Value(expression="paid", **marks)


def read(texts, declared):
    """Each text as an exact number, or None."""
    query = f"SELECT {plain('paid', declared)} FROM (SELECT unnest(?) AS paid)"
    found = duckdb.execute(query, [list(texts)]).fetchall()
    return [None if row[0] is None else Decimal(row[0]) for row in found]


US = value(thousands=",", symbols=["¥", "$", "USD"], parentheses=True)
DE = value(decimal=",", thousands=".", symbols=["€", "EUR"])
FR = value(decimal=",", thousands=" ", symbols=["€"])
CH = value(thousands="'", symbols=["Fr.", "CHF"])


@pytest.mark.parametrize(
    ("marks", "text", "number"),
    [
        (US, "¥1,234.50", "1234.50"),
        (US, "￥１，２３４．５０", "1234.50"),
        (US, " $ 12 ", "12"),
        (US, "12 USD", "12"),
        (US, "-$5", "-5"),
        (US, "$-5", "-5"),
        (US, "$+5", "5"),
        (US, "(12.00)", "-12"),
        (US, "($1,000)", "-1000"),
        (US, "$(3)", "-3"),
        (US, "1234567.5", "1234567.5"),
        (US, ".5", "0.5"),
        (US, "5.", "5"),
        (US, "１２３", "123"),
        (DE, "1.234,50 €", "1234.50"),
        (DE, "-1.234.567", "-1234567"),
        (DE, "EUR 0,05", "0.05"),
        (FR, "1 234", "1234"),
        (FR, "1\u00a0234,5 €", "1234.5"),
        (FR, "1\u202f234\u202f567", "1234567"),
        (CH, "CHF 1'234.50", "1234.50"),
        (CH, "Fr. 5.20", "5.20"),
    ],
)
def test_a_number_in_the_declared_format_is_exact(marks, text, number):
    assert read([text], marks) == [Decimal(number)]


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (US, "1,23,4"),
        (US, "1,234,5"),
        (US, "12,34.5"),
        (US, ",123"),
        (US, "1.234,50"),
        (US, "€5"),
        (US, "$5 USD"),
        (US, "$$5"),
        (US, "-(5)"),
        (US, "(-5)"),
        (US, "(5"),
        (US, "--5"),
        (US, "-$-5"),
        (US, "1 234"),
        (US, "1e3"),
        (US, "inf"),
        (US, "1-Mar"),
        (US, ""),
        (US, "."),
        (US, "$"),
        (DE, "1,234.50"),
        (DE, "1.23"),
        (DE, "(5)"),
        (FR, "1 23"),
        (FR, "1  234"),
        (value(decimal=","), "1.234"),
        (value(symbols=["$"]), "1,234"),
        (value(parentheses=True), "$(5)"),
    ],
)
def test_what_breaks_the_declared_format_is_no_number(marks, text):
    assert read([text], marks) == [None]


FORMATS = st.builds(
    value,
    decimal=st.just("."),
    thousands=st.sampled_from(["", ",", " ", "'", "_", "\u00a0"]),
    symbols=st.lists(st.sampled_from(["€", "¥", "USD", "Rs.", "kr", "￥"]), max_size=3),
    parentheses=st.booleans(),
) | st.builds(
    value,
    decimal=st.just(","),
    thousands=st.sampled_from(["", ".", " ", "’"]),
    symbols=st.lists(st.sampled_from(["€", "zł", "R$"]), max_size=2),
    parentheses=st.booleans(),
)


@st.composite
def written(draw):
    """A format, a number, and the number written in the format."""
    marks = draw(FORMATS)
    places = draw(st.integers(0, 6))
    number = draw(st.decimals(-(10**12), 10**12, places=places))
    text = f"{abs(number):,f}".replace(".", "@").replace(",", marks.thousands)
    text = text.replace("@", marks.decimal)
    symbol = draw(st.sampled_from(["", *marks.symbols]))
    space = draw(st.sampled_from(["", " "]))
    before = draw(st.booleans()) and symbol
    money = symbol + space + text if before else text + (symbol and space + symbol)
    if not number.is_signed():
        return marks, number, money
    return marks, number, f"({money})" if marks.parentheses else f"-{money}"


@settings(max_examples=300, deadline=None)
@given(written())
def test_what_is_written_in_a_format_is_read_from_it(case):
    marks, number, text = case
    assert read([text], marks) == [number]


@settings(max_examples=100, deadline=None)
@given(FORMATS, st.text("0123456789.,-+() €$¥'e_", max_size=12))
def test_a_number_keeps_the_digits_of_its_text(marks, text):
    (number,) = read([text], marks)
    if number is not None:
        scaled = int("".join(filter(str.isdigit, text)))
        assert abs(number).scaleb(-number.as_tuple().exponent) == scaled


def test_plain_numbers_need_no_marks():
    assert not declared(value())
    assert all(map(declared, (US, DE, FR, CH, value(parentheses=True))))


@pytest.mark.parametrize(
    "marks",
    [
        {"thousands": ",."},
        {"thousands": "-"},
        {"thousands": "0"},
        {"thousands": "，", "decimal": ","},
        {"symbols": ["5$"]},
        {"symbols": ["("]},
        {"symbols": [" "]},
    ],
)
def test_marks_that_could_be_parts_of_a_number_are_refused(marks):
    with pytest.raises(ConfigError, match="a thousands mark is one character"):
        plain("paid", value(**marks))
