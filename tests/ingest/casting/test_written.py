import pytest
from cells import cells

from patronage.ingest.casting.numbers import number
from patronage.ingest.declared.rows import Value


def numbers(given, kind="VARCHAR", **declared):
    value = Value(expression="spent", **declared)
    return cells(lambda kind: number("spent", kind, value), given, kind)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("inf", "spent_nonfinite"),
        (" -Infinity ", "spent_nonfinite"),
        ("1e400", "spent_nonfinite"),
        ("1e13", "spent_range"),
        ("-1e38", "spent_range"),
        ("9" * 60, "spent_range"),
        ("¥5", "spent_format"),
        ("1,234", "spent_format"),
        ("1_000", "spent_format"),
        ("１２３", "spent_format"),
        ("+-5", "spent_format"),
        ("1-Mar", "excel_mangled"),
        ("0x1F", "spent_format"),
        ("######", "excel_mangled"),
        ("1.23E+15", "excel_mangled"),
        ("-2E+11", "excel_mangled"),
    ],
)
def test_what_is_no_number_is_rejected_with_its_reason(given, reason):
    assert numbers([given]) == [f"[{reason}]"]


def test_blanks_are_null_and_so_is_nan():
    assert numbers(["", " ", None, "nan", " NaN "]) == [None] * 5
    assert numbers([float("nan"), None], "DOUBLE") == [None, None]


def test_small_numbers_in_science_notation_are_numbers():
    assert numbers(["1.5E+03", "1e-2"]) == [1500, 0.01]


def test_declared_tokens_are_null_even_where_they_are_numbers():
    assert numbers(["-999", " NA", "999", "-"], nulls=["NA", "-999", "-"]) == [
        None,
        None,
        999,
        None,
    ]
    assert numbers([-1, 1], "INTEGER", nulls=["-1"]) == [None, 1]


def test_a_declared_format_is_the_only_one():
    german = {"decimal": ",", "thousands": "."}
    assert numbers(["1.234,5", "1234", "1,5"], **german) == [1234.5, 1234, 1.5]
    assert numbers(["1,234.5", "inf"], **german) == [
        "[spent_format]",
        "[spent_nonfinite]",
    ]
    assert numbers(["-", "-5 €"], symbols=["€"], nulls=["-"]) == [None, -5]


def test_numbers_are_held_to_their_bounds():
    bounds = {"lowest": 0, "highest": 0.1}
    assert numbers(["0", "0.1", "0.100001", "-1e-9", ""], **bounds) == [
        0,
        0.1,
        "[spent_range]",
        "[spent_range]",
        None,
    ]


def test_numbers_are_held_to_their_levels():
    made = numbers(["1", "2.0", "3", ""], levels=["1", "2"])
    assert made == [1, 2, "[level]", None]


@pytest.mark.parametrize("kind", ["DOUBLE", "DECIMAL(20, 2)", "HUGEINT"])
def test_typed_numbers_are_checked_too(kind):
    assert numbers([10**15, 7], kind) == ["[spent_range]", 7]
    assert numbers([8, 7], kind, highest=7) == ["[spent_range]", 7]
