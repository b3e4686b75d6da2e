from dataclasses import replace

import pytest

from patronage.errors import ConfigError, InputError
from patronage.ingest import Value


def test_a_line_id_is_a_whole_number(world, sale):
    world.ingest(world.source([sale(), sale(n="first")], columns={"line_id": "n"}))
    assert world.rejected() == [(3, "line_id", "line_id_format", "first")]


def test_a_join_that_multiplies_rows_is_refused(world, sale):
    world.write("goods.csv", ["what", "kind"], [["tea", "hot"], ["tea", "cold"]])
    source = world.source(
        [sale(), sale(what="jam")],
        files={"goods": {"path": "goods.csv", "format": "csv"}},
        ledger={"relation": "sales LEFT JOIN goods USING (what)"},
    )
    with pytest.raises(
        InputError, match="one row per row of 'sales'; got 3 rows for 2"
    ):
        world.ingest(source)


def test_a_filter_that_drops_rows_is_refused(world, sale):
    relation = "(SELECT * FROM sales WHERE what <> 'jam')"
    source = world.source([sale(), sale(what="jam")], ledger={"relation": relation})
    with pytest.raises(InputError, match="got 1 rows for 2"):
        world.ingest(source)


def test_a_relation_that_has_some_rows_twice_and_others_not_is_refused(world, sale):
    rows = [sale(n=str(n)) for n in (1, 3, 2)]
    relation = "(SELECT s.* FROM sales s, range(3) t(k) WHERE n = '2')"
    source = world.source(rows, ledger={"relation": relation})
    with pytest.raises(InputError, match="got 3 rows for 3, and not the same ones"):
        world.ingest(source)


def test_a_column_that_is_not_there_is_an_error_of_the_input(world, sale):
    source = world.source([sale()], columns={"brand": "wat"})
    with pytest.raises(InputError, match=r"'wat' is missing \(did you mean 'what'\?\)"):
        world.ingest(source)


@pytest.mark.parametrize("expression", ["what + + ", "sum("])
def test_an_expression_that_means_nothing_is_an_error_of_configuration(
    world, sale, expression
):
    source = world.source([sale()], columns={"brand": expression})
    with pytest.raises(ConfigError, match="SQL: "):
        world.ingest(source)


def test_an_expression_that_is_a_columns_name_needs_no_quotes(world, sale):
    header = ["Customer No.", "order", "at", "group by", "n", "paid"]
    source = world.source([sale()], columns={"customer_id": "Customer No."})
    world.write("sales.csv", header, [sale()])
    columns = source.ledger.columns | {"product_id": "group by", "order_id": "order"}
    world.ingest(replace(source, ledger=replace(source.ledger, columns=columns)))
    ledger = world.table("ledger")
    assert ledger[["customer_id", "order_id", "product_id"]].to_numpy().tolist() == [
        ["007", "A1", "tea"]
    ]


def test_rows_can_be_numbered_where_a_source_has_no_ids(world):
    source = world.register_of([["x", "30"], ["x", "30"]])
    desk = replace(source.customers["desk"], customer_id=Value(expression="row_number"))
    world.ingest(replace(source, customers={"desk": desk}))
    assert world.table("customers")["customer_id"].tolist() == ["2", "3"]


def test_rows_of_several_files_have_numbers_of_their_own(world):
    for name in "ab":
        world.write(f"people_{name}.csv", ["id", "age"], [[name, "30"]])
    source = world.register_of([])
    desk = replace(source.customers["desk"], customer_id=Value(expression="row_number"))
    files = {"people": {"path": "people_*.csv", "format": "csv"}}
    world.ingest(replace(source, customers={"desk": desk}, files=files))
    assert world.table("customers")["customer_id"].tolist() == ["1-2", "2"]
