import pytest

from patronage.ingest.sketching.column import SketchedColumn
from patronage.ingest.sketching.roles import is_named, roles

VALUES = {
    "id": ("A1", "A2"),
    "number": ("3", "4"),
    "money": ("3.50", "4.00"),
    "time": ("2024-01-02", "2024-01-03"),
}


def parts(**columns):
    made = [SketchedColumn(name, name, VALUES[k]) for name, k in columns.items()]
    return {role: column.name for role, column in roles(made).items()}


def test_english_names_say_what_a_column_is():
    found = parts(
        InvoiceNo="id",
        StockCode="id",
        Quantity="number",
        InvoiceDate="time",
        UnitPrice="money",
        CustomerID="id",
        Country="id",
    )
    assert found == {
        "order_id": "InvoiceNo",
        "product_id": "StockCode",
        "quantity": "Quantity",
        "ordered_at": "InvoiceDate",
        "unit_price": "UnitPrice",
        "customer_id": "CustomerID",
        "region": "Country",
    }


def test_chinese_names_do_too():
    found = parts(
        客户编号="id", 订单号="id", 下单时间="time", 实付金额="money", 数量="number"
    )
    assert found == {
        "customer_id": "客户编号",
        "order_id": "订单号",
        "ordered_at": "下单时间",
        "amount": "实付金额",
        "quantity": "数量",
    }


def test_a_whole_name_goes_before_a_part_of_one():
    assert parts(total_discount="money", total="money")["amount"] == "total"


def test_words_alone_are_no_money_and_no_time():
    assert parts(amount="id", date="id") == {}


def test_one_column_plays_one_part():
    found = parts(order_date="time", order="id")
    assert found == {"ordered_at": "order_date", "order_id": "order"}


def test_where_no_name_says_anything_the_only_times_and_fractions_do():
    found = parts(c1="id", c2="time", c3="number", c4="money")
    assert found == {"ordered_at": "c2", "amount": "c4"}
    assert "amount" not in parts(c1="money", c2="time", c3="money")
    assert "ordered_at" not in parts(c1="time", c2="time")


@pytest.mark.parametrize(("name", "named"), [("paid", True), ("c4", False)])
def test_it_is_known_whether_a_name_speaks_for_its_part(name, named):
    assert is_named("amount", SketchedColumn(name, name, ("1.5",))) is named
