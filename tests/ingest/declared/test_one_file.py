import pytest

from patronage.errors import ConfigError
from patronage.ingest import OneFile, Source, Value


def shop(**changes):
    declared = {
        "name": "shop",
        "path": "sales.csv",
        "columns": {"customer_id": "who", "ordered_at": "sold at", "amount": "paid"},
        "time_format": "%d.%m.%Y %H:%M",
        "time_zone": "Europe/Berlin",
        "business_time_zone": "Europe/Berlin",
        "currency": "EUR",
    }
    return OneFile(**declared | changes)


def ordered(**columns):
    usual = {"customer_id": "who", "ordered_at": "day", "amount": "paid"}
    return shop(columns=usual | columns).ledger.columns["order_id"].expression


def test_it_is_a_source_of_one_file_and_a_ledger():
    source = shop(delimiter=";", encoding="gb18030")
    assert isinstance(source, Source)
    (file,) = source.files.values()
    assert (file.path, file.delimiter, file.encoding) == ("sales.csv", ";", "gb18030")
    assert source.ledger.file in source.files
    assert source.ledger.columns["amount"] == Value(expression="paid")
    assert source.ledger.time_format == "%d.%m.%Y %H:%M"


def test_columns_that_are_null_are_left_out():
    columns = {"customer_id": "a", "ordered_at": "b", "amount": "c", "brand": None}
    assert "brand" not in shop(columns=columns).ledger.columns


def test_a_declared_order_stays():
    assert ordered(order_id="receipt") == "receipt"


def test_without_an_order_a_customers_rows_of_one_day_are_one(world):
    world.write(
        "sales.csv",
        ["who", "sold at", "paid"],
        [
            ["007", "01.02.2024 09:00", "1.00"],
            ["007", "01.02.2024 21:00", "2.00"],
            ["007", "02.02.2024 09:00", "4.00"],
            ["8", "01.02.2024 09:00", "8.00"],
        ],
    )
    world.ingest(shop())
    ledger = world.table("ledger")
    assert ledger.groupby("order_id")["amount"].sum().tolist() == [300, 400, 800]


def test_a_day_that_cannot_be_read_is_the_times_fault_and_not_the_orders(world):
    world.write(
        "sales.csv",
        ["who", "sold at", "paid"],
        [["7", "01.02.2024 09:00", "1.00"], ["8", "soon", "2.00"]],
    )
    world.ingest(shop(quarantine_limit=1))
    (rejected,) = world.rejected()
    assert rejected[1:] == ("ordered_at", "time_format", "soon")


def test_the_settings_of_a_value_can_be_given():
    written = {"expression": "who", "whole_float": True}
    columns = {"customer_id": written, "ordered_at": "day", "amount": "paid"}
    assert shop(columns=columns).ledger.columns["customer_id"].whole_float


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"currency": ""}, "needs its currency"),
        ({"time_zone": ""}, "time_zone"),
        ({"format": "sqlite"}, "needs its table"),
        ({"format": "word"}, "got 'word'"),
    ],
)
def test_it_is_checked_as_any_source(change, sentence):
    with pytest.raises(ConfigError, match=sentence):
        shop(**change)
