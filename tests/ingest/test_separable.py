import pytest

from patronage.ingest import separable


def test_rows_that_stand_for_themselves_are_cast_file_by_file(world, sale):
    assert separable(world.source([sale()])) == "sales"


def test_a_relation_may_look_up_other_files(world, sale):
    relation = "(SELECT *, sales_line FROM sales) LEFT JOIN goods USING (what)"
    source = world.source(
        [sale()],
        files={"goods": {"path": "goods.csv", "format": "csv"}},
        ledger={"relation": relation},
    )
    assert separable(source) == "sales"


@pytest.mark.parametrize(
    "change",
    [
        {"columns": {"line_id": "row_number"}},
        {"columns": {"product_id": "sales_line % 2"}},
        {"columns": {"product_id": "first(what) OVER (PARTITION BY who)"}},
        {"ledger": {"relation": "(SELECT *, max(n) over () AS most FROM sales)"}},
        {
            "columns": {"product_id": "(SELECT max(what) FROM sales)"},
            "ledger": {"relation": "sales"},
        },
        {"ledger": {"relation": "sales JOIN (SELECT max(n) FROM sales) ON true"}},
        {"columns": {"product_id": "random()"}},
        {"currency": {"code": "EUR", "column": "max(c) OVER ()"}},
        {"identity": {"file": "sales", "customer_id": "who", "keys": {}}},
        {
            "fields": {"size": {"kind": "numeric"}},
            "customers": {
                "shop": {
                    "file": "sales",
                    "customer_id": "who",
                    "columns": {"size": "n"},
                }
            },
        },
    ],
)
def test_rows_that_depend_on_others_are_not(world, sale, change):
    assert separable(world.source([sale()], **change)) is None


def test_a_source_without_a_ledger_has_nothing_to_cast(world):
    assert separable(world.register_of([["1", "2"]])) is None
