import pytest

from patronage.errors import ConfigError, InputError


def test_equal_rows_without_line_ids_are_kept_and_numbered(world, sale):
    accounting = world.ingest(world.source([sale(), sale(what="jam"), sale(), sale()]))
    ledger = world.table("ledger")
    assert accounting.equal_rows_kept == 2
    tea = ledger[ledger["product_id"] == "tea"]
    assert tea["line_id"].tolist() == [0, 1, 2]


def test_equal_rows_are_dropped_where_the_source_says_so(world, sale):
    accounting = world.ingest(
        world.source([sale(), sale()], ledger={"deduplicate": True})
    )
    assert (accounting.rows_ledger, accounting.rows_deduplicated) == (1, 1)
    assert (accounting.money_ledger, accounting.money_deduplicated) == (350, 350)
    assert accounting.equal_rows_kept == 0


def test_with_line_ids_a_repeated_line_is_dropped(world, sale):
    rows = [sale(n="1"), sale(n="2"), sale(n="1")]
    accounting = world.ingest(world.source(rows, columns={"line_id": "n"}))
    assert (accounting.rows_ledger, accounting.rows_deduplicated) == (2, 1)
    assert world.table("ledger")["line_id"].tolist() == [1, 2]


def test_with_line_ids_lines_that_contradict_each_other_are_all_rejected(world, sale):
    rows = [sale(n="1"), sale(n="1", paid="9"), sale(n="2")]
    accounting = world.ingest(world.source(rows, columns={"line_id": "n"}))
    assert accounting.rows_ledger == 1
    assert accounting.money_quarantined == 1250
    assert world.rejected() == [
        (1, "line_id", "conflicting_line", "1"),
        (2, "line_id", "conflicting_line", "1"),
    ]


def test_a_line_id_is_a_whole_number(world, sale):
    world.ingest(world.source([sale(), sale(n="first")], columns={"line_id": "n"}))
    assert world.rejected() == [(2, "line_id", "line_id_format", "first")]


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


def test_a_column_that_is_not_there_is_an_error_of_the_input(world, sale):
    source = world.source([sale()], columns={"brand": "wat"})
    with pytest.raises(InputError, match=r"column 'wat' is missing \(found: .*'what'"):
        world.ingest(source)


@pytest.mark.parametrize("expression", ["what what", "sum(", "1; DROP TABLE x"])
def test_an_expression_that_means_nothing_is_an_error_of_configuration(
    world, sale, expression
):
    source = world.source([sale()], columns={"brand": expression})
    with pytest.raises(ConfigError, match="SQL: "):
        world.ingest(source)


def test_the_first_reason_is_the_one_given(world, sale):
    world.ingest(world.source([sale(), sale(who="", at="", paid="")]))
    assert [row[1:3] for row in world.rejected()] == [("customer_id", "null_customer")]
