import pytest

from patronage.ingest.sketching.file import TextSample, of_text
from patronage.ingest.sketching.ledger import is_ledger, ledger_source
from patronage.ingest.sketching.roles import roles
from patronage.ingest.sketching.yaml import MISSING, Doubted

HEADER = "customer,order,date,paid"
ROW = "A1,o1,2024-01-02,3.50"


def proposed(*rows, header=HEADER):
    file = of_text(TextSample(head="\n".join([header, *rows, ""]).encode()))
    return ledger_source(file, roles(file.columns))


def columns(*rows, header=HEADER):
    found = proposed(*rows, header=header)["ledger"]["columns"]
    return {k: v.value if isinstance(v, Doubted) else v for k, v in found.items()}


@pytest.mark.parametrize(
    ("header", "row", "ledger"),
    [
        ("customer,date,paid", "A1,2024-01-02,3.50", True),
        ("customer,date,qty,price", "A1,2024-01-02,2,3.50", True),
        ("customer,date,qty", "A1,2024-01-02,2", False),
        ("customer,paid", "A1,3.50", False),
    ],
)
def test_order_lines_have_a_time_and_money(header, row, ledger):
    file = of_text(TextSample(head=f"{header}\n{row}\n".encode()))
    assert is_ledger(roles(file.columns)) is ledger


def test_what_a_file_cannot_tell_is_left_open_with_a_question():
    found = proposed(ROW)
    for key in ("currency", "time_zone"):
        assert found[key].value == MISSING
        assert found[key].doubts


def test_a_symbol_tells_the_currency():
    found = proposed("A1,o1,2024-01-02,€3.50")
    assert found["currency"] == Doubted("EUR", ())
    found = proposed("A1,o1,2024-01-02,¥3.50")
    assert found["currency"] == Doubted("CNY", ("¥ may also be JPY.",))


def test_money_keeps_the_decimals_that_it_has():
    assert proposed(ROW)["money_scale"] == 2
    assert proposed("A1,o1,2024-01-02,3.505")["money_scale"] == 3


def test_fractions_of_units_are_kept():
    header = f"{HEADER},qty"
    assert proposed(f"{ROW},0.125", header=header)["quantity_scale"] == 3
    assert "quantity_scale" not in proposed(f"{ROW},2", header=header)


def test_without_amounts_quantity_times_price_is_proposed():
    header, row = "customer,order,date,qty,unit price", "A1,o1,2024-01-02,2,3.50"
    amount = columns(row, header=header)["amount"]
    assert amount == (
        'TRY_CAST("qty" AS DECIMAL(18, 4)) * TRY_CAST("unit price" AS DECIMAL(18, 4))'
    )
    priced = columns(row.replace("3.50", "€3.50"), header=header)
    assert priced["amount"] == MISSING


def test_without_an_order_a_customers_rows_of_one_time_are_one():
    found = columns("A1,2024-01-02,3.50", header="customer,date,paid")
    assert found["order_id"] == """concat_ws(' ', "customer", "date")"""


def test_a_customer_that_no_name_tells_is_left_open():
    assert columns("A1,2024-01-02,3.50", header="who,date,paid")["customer_id"] == (
        MISSING
    )


def test_rows_without_a_customer_get_a_limit_above_their_share():
    found = proposed(ROW, ROW, ROW, ROW.replace("A1", ""))
    limit = found["missing_customer_limit"]
    assert limit.value == 0.31
    assert limit.doubts == ("25.0% of the rows looked at have no customer.",)


def test_repeated_rows_are_a_question():
    repeated = proposed(ROW, ROW)["ledger"]["equal_rows"]
    assert repeated.doubts == ("1 of 2 rows repeat another: keep, or drop?",)
    assert "equal_rows" not in proposed(ROW)["ledger"]


def test_orders_below_zero_with_a_letter_of_their_own_are_returns():
    header = "customer,order,date,product,qty,paid"
    bought, back = "A1,1,2024-01-02,tea,2,3.50", "A1,C2,2024-01-03,tea,-2,-3.50"
    found = proposed(bought, back, header=header)
    assert found["ledger"]["columns"]["is_return"].value == "\"order\" LIKE 'C%'"
    assert "returns" in found


def test_other_rows_below_zero_may_be():
    assert columns(ROW, "A1,o2,2024-01-03,-1.00")["is_return"] == (
        'TRY_CAST("paid" AS DOUBLE) < 0'
    )
    assert columns(ROW, "A1,o2,2024-01-03,(1.00)")["is_return"] == (
        "regexp_matches(\"paid\", '[(-]')"
    )
    assert "is_return" not in columns(ROW)


def test_an_order_that_never_repeats_may_be_a_line():
    found = proposed(ROW, ROW.replace("o1", "o2"))["ledger"]["columns"]["order_id"]
    assert found.doubts == ("it differs in every row: is it the id of a line?",)
