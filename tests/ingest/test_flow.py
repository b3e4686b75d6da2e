import pytest

from patronage.errors import ConfigError, QualityError


def test_the_first_reason_is_the_one_given(world, sale):
    world.ingest(world.source([sale(), sale(who="", at="", paid="")]))
    assert [row[1:3] for row in world.rejected()] == [("customer_id", "null_customer")]


def test_lines_are_compared_after_customers_are_known(world, sale):
    rows = [sale(who="a", n="1"), sale(who="b", n="1"), sale(n="2", what="jam")]
    identity = {
        "file": "sales",
        "customer_id": "who",
        "keys": {"goods": {"expression": "what"}},
    }
    apart = world.source(rows, columns={"line_id": "n"})
    assert world.ingest(apart).by_reason == {"conflicting_line": 2}
    merged = world.source(rows, columns={"line_id": "n"}, identity=identity)
    assert world.ingest(merged).rows_deduplicated == 1


def test_two_currencies_without_rates_are_refused(world, sale):
    currency = {"code": "EUR", "column": "what"}
    source = world.source([sale(what="EUR"), sale(what="USD")], currency=currency)
    with pytest.raises(QualityError, match="USD in 1 rows"):
        world.ingest(source)


def test_amounts_are_taken_at_the_rate_of_their_day(world, sale):
    rates = [{"currency": "USD", "since": "2024-01-01", "rate": "0.5"}]
    currency = {"code": "EUR", "column": "what", "rates": rates}
    world.ingest(world.source([sale(what="USD", paid="3.00")], currency=currency))
    assert world.table("ledger")["amount"].tolist() == [150]


def test_a_sensitive_field_has_no_second_name(world):
    both = {"age": "age", "years": "age"}
    source = {
        "fields": {
            "age": {"kind": "numeric", "sensitive": True},
            "years": {"kind": "numeric"},
        },
        "customers": {"desk": {"file": "people", "customer_id": "id", "columns": both}},
    }
    with pytest.raises(ConfigError, match="'years' is the sensitive field 'age'"):
        world.ingest(world.register_of([["1", "30"]], **source))
