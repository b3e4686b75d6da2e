"""Faults of amounts, returns and currencies (FAULTS 2.2 B, 37 to 50)."""

import pytest
from faults.corpus import HEADER, Case, Rejected, Row, Sheet, further, many, sales, text
from faults.harness import check
from faults.sheets import assert_all_told, assert_fate, named, rows_of

US = {
    "expression": "paid",
    "thousands": ",",
    "symbols": ["¥", "$", "USD"],
    "parentheses": True,
}
GERMAN = {"expression": "paid", "decimal": ",", "thousands": ".", "symbols": ["€"]}
FRENCH = {"expression": "paid", "decimal": ",", "thousands": " "}


def paid(number: int, written: str, cents: int) -> Row:
    """An amount that is kept, in minor units."""
    return Row(id=number, changes={"paid": written}, holds={"amount": cents})


def refused(number: int, written: str, reason: str) -> Row:
    """An amount that is not."""
    return Row(id=number, changes={"paid": written}, column="amount", reason=reason)


def money(name: str, declared: object, *rows: Row) -> Sheet:
    """Amounts of one declared format."""
    return Sheet(name=name, ledger={"columns": {"amount": declared}}, rows=rows)


SHEETS = (
    money(
        "plain-amounts",
        "paid",
        *(
            refused(37, written, "amount_format")
            for written in ("¥1,234.50", "1.234,50", "(12.00)", "1 234", "1,234", "$5")
        ),
        refused(37, "１２３", "amount_format"),
        refused(38, "", "amount_null"),
        refused(38, " ", "amount_null"),
        refused(38, "NaN", "amount_null"),
        *(
            refused(39, written, "amount_nonfinite")
            for written in ("inf", "-inf", "1e400", "Infinity")
        ),
        paid(40, "0", 0),
        paid(40, "-0.00", 0),
        refused(41, "1000000000000.01", "amount_range"),
        refused(41, "1e13", "amount_range"),
        refused(42, "1" + "0" * 30, "amount_range"),
        paid(43, "1.005", 100),
        paid(43, "1.015", 102),
        paid(43, "0.285", 28),
        paid(43, "-1.005", -100),
        paid(43, "1.0050000001", 101),
        paid(44, "-3.50", -350),
        refused(50, "1-Mar", "excel_mangled"),
        refused(50, "######", "excel_mangled"),
        refused(50, "1.23E+15", "excel_mangled"),
        refused(50, "TRUE", "amount_format"),
    ),
    money(
        "us-amounts",
        US,
        paid(37, "¥1,234.50", 123450),
        paid(37, "$ 1,234,567.89", 123456789),
        paid(37, "USD 5", 500),
        paid(37, "5 USD", 500),
        paid(37, "(12.00)", -1200),
        paid(37, "￥１,２３４．５０", 123450),
        paid(37, "($1,200.50)", -120050),
        paid(37, "-$5", -500),
        paid(37, "1234.5", 123450),
        *(
            refused(37, written, "amount_format")
            for written in ("1.234,50", "1,23,4", "€5", "1 234", "(5", "$$5", "12,34")
        ),
    ),
    money(
        "german-amounts",
        GERMAN,
        paid(37, "1.234,50 €", 123450),
        paid(37, "-1.234,50", -123450),
        paid(37, "1234,5", 123450),
        *(
            refused(37, written, "amount_format")
            for written in ("1,234.50", "(12,00)", "12.34", "¥5")
        ),
    ),
    money(
        "french-amounts",
        FRENCH,
        paid(37, "1 234,50", 123450),
        paid(37, "1\u00a0234,50", 123450),
        paid(37, "1\u202f234,50", 123450),
        *(refused(37, written, "amount_format") for written in ("12 34", "1.234")),
    ),
    Sheet(
        name="quantities",
        rows=(
            Row(id=44, changes={"n": "-2", "paid": "-3"}, holds={"quantity": -2}),
            Row(
                id=50,
                changes={"n": "1-Mar"},
                column="quantity",
                reason="excel_mangled",
            ),
            Row(
                id=50,
                changes={"n": "######"},
                column="quantity",
                reason="excel_mangled",
            ),
        ),
    ),
    Sheet(
        name="currencies",
        header=(*HEADER, "code"),
        source={
            "currency": {
                "code": "CNY",
                "column": "code",
                "aliases": {"RMB": "CNY", "¥": "CNY"},
                "rates": [
                    {"currency": "USD", "since": "2024-01-01", "rate": "7.1005"},
                    {"currency": "USD", "since": "2024-03-01", "rate": "7.2"},
                ],
            }
        },
        rows=(
            Row(id=48, changes={"code": "CNY"}, holds={"amount": 350}),
            Row(id=48, changes={"code": "RMB"}, holds={"amount": 350}),
            Row(id=48, changes={"code": "¥"}, holds={"amount": 350}),
            Row(
                id=48,
                changes={"code": "yuan"},
                column="currency",
                reason="currency_code",
            ),
            Row(id=48, changes={"code": ""}, column="currency", reason="currency_code"),
            Row(id=47, changes={"code": "USD"}, holds={"amount": 2485}),
            Row(
                id=47,
                changes={"code": "USD", "at": "2024-03-01 00:00"},
                holds={"amount": 2520},
            ),
            Row(
                id=47,
                changes={"at": "2023-12-31 00:00", "code": "USD"},
                column="currency",
                reason="no_rate",
                value="USD",
            ),
            Row(id=47, changes={"code": "JPY"}, column="currency", reason="no_rate"),
        ),
    ),
)

LATE = many(60_000)
LATE[-1] = ("c1", "late", "2024-02-29 13:45", "tea", "1", "dear")
MIXED = [
    (*row, code)
    for row, code in zip(many(4), ("EUR", "EUR", "USD", "USD"), strict=True)
]
BY_CODE = {"source": {"currency": {"code": "EUR", "column": "code"}}}
HUGE = [(*row[:5], "999999999999") for row in many(12)]
CASES = (
    Case(
        ids=(40,),
        name="nothing-paid-is-counted",
        files={"sales.csv": sales({}, {"paid": "0"}, {"paid": "0.00", "n": "1"})},
        facts={"zero_amounts": 2, "rows_ledger": 3, "money_ledger": 350},
    ),
    Case(
        ids=(41,),
        name="a-huge-amount-leaves-the-others-as-they-are",
        files={"sales.csv": text().encode() + further({"paid": "1e13"})},
        plain=True,
        rejected=[Rejected(8, "amount", "amount_range", "1e13")],
    ),
    Case(
        ids=(42,),
        name="a-sum-that-no-integer-holds",
        files={"sales.csv": text(HUGE).encode()},
        source={"money_scale": 6},
        code=4,
        says=("amount",),
    ),
    Case(
        ids=(47,),
        name="two-currencies-without-rates",
        files={"sales.csv": text(MIXED, header=(*HEADER, "code")).encode()},
        **BY_CODE,
        code=4,
        says=("USD", "2"),
    ),
    Case(
        ids=(49,),
        name="a-late-bad-value",
        files={"sales.csv": text(LATE).encode()},
        rejected=[Rejected(60_001, "amount", "amount_format", "dear")],
    ),
)


@pytest.mark.parametrize(("sheet", "line", "row"), rows_of(SHEETS), ids=named)
def test_a_value_is_exact_or_rejected(sheet, line, row, taken):
    assert_fate(taken(sheet), line, row)


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_value_has_one_fate(sheet, taken):
    assert_all_told(taken(sheet), sheet)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_column_with_a_fault_ends_as_promised(case, tmp_path, plain):
    check(case, tmp_path, plain)
