import pytest
from identities import customers, resolve
from registered import registered

from patronage.errors import ConfigError
from patronage.ingest.identity import identify as identity


def test_a_row_without_an_id_is_counted_and_links_nobody(world):
    table, report = resolve(world, [["", "1", "", ""], ["b", "1", "", ""]])
    assert customers(table) == {"b": "b"}
    assert report.rows_without_id == 1


def test_an_expression_may_be_any_sql(world):
    keys = {"phone": {"expression": "right(phone, 2)"}}
    table, _ = resolve(world, [["a", "112", "", ""], ["b", "912", "", ""]], keys)
    assert customers(table) == {"a": "a", "b": "a"}


def test_a_key_that_is_a_float_is_refused(world):
    keys = {"phone": {"expression": "CAST(phone AS DOUBLE)"}}
    with pytest.raises(ConfigError, match=r"DOUBLE\) should be text or whole numbers"):
        resolve(world, [["a", "1", "", ""]], keys)


def test_without_rows_there_are_no_identities(world):
    table, report = resolve(world, [["", "", "", ""]])
    assert (table, report.ids) == ([], 0)


def test_ids_are_read_as_in_the_table_of_the_same_file(world, sale):
    keys = {"who": {"expression": "what"}}
    source = world.source(
        [sale(who=" x "), sale(who="y"), sale(who="nobody")],
        ledger={"nulls": ["nobody"]},
        identity={"file": "sales", "customer_id": "who", "keys": keys},
    )
    with registered(world, source) as connection:
        identity.identify(connection, source)
        table = connection.execute(identity.outputs(connection)).fetchall()
    assert customers(table) == {"x": "x", "y": "x"}


def test_ids_in_a_file_of_their_own_are_read_as_in_the_ledger(world, sale):
    ids = [["17850.0", "555"], ["17851.0", "555"], ["none", "555"]]
    world.write("ids.csv", ["who", "phone"], ids)
    source = world.source(
        [sale(who="17850.0"), sale(who="17851.0")],
        columns={"customer_id": {"expression": "who", "whole_float": True}},
        ledger={"nulls": ["none"]},
        files={"ids": {"path": "ids.csv", "format": "csv"}},
        identity={
            "file": "ids",
            "customer_id": "who",
            "keys": {"phone": {"expression": "phone"}},
        },
    )
    accounting = world.ingest(source)
    assert world.table("ledger")["customer_id"].tolist() == ["17850"] * 2
    assert accounting.identity["rows_without_id"] == 1
