import pytest
from cells import cells, rows

from patronage.errors import ConfigError
from patronage.ingest.casting import casters
from patronage.ingest.declared.fields import Attribute
from patronage.ingest.declared.rows import Rows, Value
from patronage.ingest.declared.source import Source
from patronage.tables import CONTACTS, FEEDBACK, LEDGER

COLUMNS = {"customer_id": "who", "order_id": "nr", "ordered_at": "day", "amount": "sum"}


def maker(schema, name, *, currency="EUR", rows=None, **declared):
    field = next(field for field in schema.fields if field.name == name)
    table = Rows(file="sales", columns=COLUMNS, **rows or {})
    source = Source(
        name="shop",
        files={"sales": {"path": "sales.csv", "format": "csv"}},
        ledger=table,
        time_zone="UTC",
        business_time_zone="UTC",
        currency=currency,
    )
    value = Value(expression="x", **declared)
    return casters.of_column(field, value, table, source)


def attribute(given, kind, value=None, **declared):
    field = Attribute(kind=kind, **declared)
    make = casters.of_attribute("age", Value(expression="x", **value or {}), field)
    return cells(make, given)


def test_the_nulls_of_the_table_count_beside_those_of_the_column():
    rows = {"nulls": ["NA"]}
    make = maker(LEDGER, "product_id", rows=rows, nulls=["-"])
    assert cells(make, ["NA", "-", "null"]) == [None, None, "null"]
    make = maker(LEDGER, "amount", rows=rows, nulls=["0"])
    assert cells(make, ["NA", "0", "1"]) == ["[amount_null]", "[amount_null]", 100]


@pytest.mark.parametrize(
    ("schema", "name", "given", "value"),
    [
        (LEDGER, "line_id", "7", 7),
        (LEDGER, "quantity", "2.5", 2),
        (LEDGER, "cost", "0.125", 12),
        (LEDGER, "is_return", "yes", True),
        (LEDGER, "brand", " tea ", "tea"),
        (CONTACTS, "responded", "", None),
        (FEEDBACK, "score", "4.5", 4.5),
        (FEEDBACK, "contacts_needed", "", None),
        (FEEDBACK, "answered_at", "", None),
        (FEEDBACK, "text", "one\ntwo", "one\ntwo"),
    ],
)
def test_each_column_is_cast_to_the_type_of_its_contract(schema, name, given, value):
    make = maker(schema, name, rows={"time_format": "%Y"})
    assert cells(make, [given]) == [value]


@pytest.mark.parametrize(
    ("name", "declared", "sentence"),
    [
        ("ordered_at", {"thousands": ","}, "'ordered_at' is a time: 'thousands'"),
        ("ordered_at", {"levels": ["a"]}, "'ordered_at' is a time: 'levels'"),
        ("ordered_at", {"lowest": 0}, "'ordered_at' is a time: 'lowest'"),
        ("order_id", {"symbols": ["€"]}, "'order_id' is text: 'symbols'"),
        ("order_id", {"unit": "s"}, "'order_id' is text: 'unit'"),
        ("amount", {"whole_float": True}, "'amount' is a number: 'whole_float'"),
        ("line_id", {"highest": 9}, "'line_id' is a whole number: 'highest'"),
        ("is_return", {"levels": ["1"]}, "'is_return' is a yes or no: 'levels'"),
    ],
)
def test_settings_that_say_nothing_of_a_column_are_refused(name, declared, sentence):
    with pytest.raises(ConfigError, match=sentence):
        maker(LEDGER, name, **declared)


def test_empty_settings_are_none():
    assert cells(maker(LEDGER, "is_return", levels=[], symbols=[]), ["no"]) == [False]


def test_an_id_takes_the_type_of_its_source():
    make = casters.of_id(Value(expression="x", whole_float=True))
    assert cells(make, ["17850.0", ""]) == ["17850", "[null_customer]"]
    assert cells(make, [17850.0], "DOUBLE") == ["17850"]
    assert cells(casters.of_id(Value(expression="x")), [7], "BIGINT") == ["7"]


def test_fields_are_held_to_their_levels():
    levels = {"levels": ["young", "old"]}
    assert attribute(["old", "dead", ""], "ordinal", **levels) == [
        "old",
        "[level]",
        None,
    ]
    assert attribute(["old"], "ordinal", {"levels": ["young"]}, **levels) == ["[level]"]


def test_numeric_fields_have_bounds_and_formats():
    bounds = {"lowest": 0, "highest": 120}
    assert attribute(["7", "121", "", "x"], "numeric", bounds) == [
        7,
        "[age_range]",
        None,
        "[age_format]",
    ]
    assert attribute(["1 234,5"], "numeric", {"decimal": ",", "thousands": " "}) == [
        1234.5
    ]


def test_money_is_rated_where_rows_have_a_currency():
    dollars = {"currency": "USD", "since": "2024-01-01", "rate": "2"}
    money = {"code": "EUR", "column": "cur", "rates": [dollars]}
    settings = {"currency": money, "rows": {"time_format": "%Y-%m-%d"}}
    source = Source(
        name="shop",
        files={"sales": {"path": "sales.csv", "format": "csv"}},
        ledger={"file": "sales", "columns": COLUMNS},
        time_zone="UTC",
        business_time_zone="UTC",
        currency=money,
    )
    makers = {
        "currency": casters.of_currency(source),
        "ordered_at": maker(LEDGER, "ordered_at", **settings),
        "amount": maker(LEDGER, "amount", **settings),
        "quantity": maker(LEDGER, "quantity", **settings),
    }
    given = dict(zip(makers, ["USD", "2024-05-01", "1.50", "3"], strict=True))
    (row,) = rows(makers, [given])
    assert (row.reason, row.values["amount"], row.values["quantity"]) == (None, 300, 3)
