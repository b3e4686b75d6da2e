import pytest

from patronage.errors import ConfigError
from patronage.ingest import Attribute, Customers, File, Rows, Value


def test_plain_mappings_become_what_they_declare(world, sale):
    source = world.source(
        [sale()],
        fields={"size": {"kind": "numeric"}},
        customers={
            "shop": {"file": "sales", "customer_id": "who", "columns": {"size": "n"}}
        },
    )
    assert isinstance(source.files["sales"], File)
    assert isinstance(source.ledger, Rows)
    assert isinstance(source.customers["shop"], Customers)
    assert source.customers["shop"].columns["size"] == Value(expression="n")
    assert isinstance(source.fields["size"], Attribute)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"ledger": {"colums": {}}},
            r"'ledger' has no key 'colums' \(did you mean 'columns'\?\)\.",
        ),
        (
            {"files": {"x": {"path": "x", "delimeter": ";"}}},
            r"'files\.x' .*'delimeter'",
        ),
        ({"files": {"x": {"path": "x", "format": "xlsx"}}}, "got 'xlsx'"),
        ({"files": {"x": {"path": "x", "format": "csv", "header": False}}}, "names"),
        ({"ledger": {"file": "sells"}}, "no file 'sells'; its files are sales"),
        ({"time_zone": "Mars/Olympus"}, "'Mars/Olympus' is not a time zone"),
        ({"business_time_zone": "../etc/passwd"}, "is not a time zone"),
        ({"money_scale": 9}, "money_scale should be 0 to 6; got 9"),
        ({"time_zone": ""}, "has times: its time_zone"),
        ({"as_of": "2018-12-31"}, "has a ledger, whose days are its own"),
        ({"currency": ""}, "needs its currency"),
        ({"fields": {"size": {"kind": "numeric"}}}, "'size' is only one of the two"),
        ({"returns": {}}, "needs the column is_return"),
        ({"returns": {"within_days": -1}}, "within_days should be 0 or more"),
        ({"events": {"file": "sales"}}, r"source: 'events' needs 'columns'\."),
        ({"quarantine_limit": 1.5}, "quarantine_limit should be a share, 0 to 1"),
        ({"quarantine_warn": float("nan")}, "quarantine_warn should be a share"),
        ({"missing_customer_limit": -0.1}, "got -0.1"),
        ({"currency": "euro"}, "three capital letters; got 'euro'"),
        ({"currency": 5}, r"'currency' should be a text or a mapping; got 5"),
        ({"fields": ["size"]}, r"'fields' should be a mapping; got \['size'\]"),
        ({"strict": "no"}, "'strict' should be true or false; got 'no'"),
        ({"money_scale": "2"}, "'money_scale' should be a whole number; got '2'"),
        ({"name": 7}, r"'name' should be a text; got 7 \(quote it\)"),
    ],
)
def test_a_wrong_yaml_is_named(world, sale, change, sentence):
    with pytest.raises(ConfigError, match=sentence):
        world.source([sale()], **change)


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [({"kind": "ordinal"}, "needs its levels"), ({"kind": "text"}, "got 'text'")],
)
def test_a_field_says_what_it_is(declared, sentence):
    with pytest.raises(ConfigError, match=sentence):
        Attribute(**declared)


@pytest.mark.parametrize("day", ["2018-13-01", "20181231", "today"])
def test_the_day_of_customers_without_a_ledger_is_a_day(world, day):
    assert world.register_of([], as_of="2018-12-31").as_of == "2018-12-31"
    with pytest.raises(ConfigError, match=f"a day such as 2018-12-31; got '{day}'"):
        world.register_of([], as_of=day)
