from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest.sketching.numbers import MARKS, numbers


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        (["2.55", "-3", "+4.5"], (".", "")),
        (["1,234.50"], (".", ",")),
        (["1.234,50", "12,00"], (",", ".")),
        (["12,50"], (",", "")),
        (["1 234,50"], (",", " ")),
        (["1\u202f234,50"], (",", "\u202f")),
        (["1'234.50"], (".", "'")),
        (["1.785E+04"], (".", "")),
        ([".5"], (".", "")),
    ],
)
def test_marks_are_those_that_fit_all_values(values, marks):
    found = numbers(values)
    assert found is not None
    assert found.marks == marks


@pytest.mark.parametrize(
    "values",
    [["85123A"], ["C536379"], ["1,23,4.5"], ["12", "n/a"], ["1-Mar"], [""], []],
)
def test_what_is_no_number_is_none(values):
    assert numbers(values) is None


def test_marks_that_would_give_other_numbers_are_told():
    assert numbers(["1,234"]).readings == ((",", ""),)
    assert (",", ".") in numbers(["1.234"]).readings
    assert numbers(["1.234", "1.5"]).readings == ()
    assert numbers(["1234"]).readings == ()


def test_symbols_and_parentheses_are_noticed():
    found = numbers(["¥1,234.50", "(¥2.00)"])
    assert found.symbols == ("¥",)
    assert found.parentheses
    assert found.lowest == -2
    assert numbers(["12,00 €"]).symbols == ("€",)


def test_decimals_are_the_most_that_were_seen():
    assert numbers(["1", "2.5", "3.125"]).decimals == 3


@given(
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.sampled_from(MARKS),
)
def test_a_number_fits_the_marks_with_which_it_was_written(amount, marks):
    decimal, thousands = marks
    plain = f"{amount:,.2f}".replace(",", "T").replace(".", decimal)
    found = numbers([plain.replace("T", thousands)])
    assert marks in (found.marks, *found.readings) or abs(amount) < 1000
    assert Decimal(str(found.lowest)) == amount or found.readings
