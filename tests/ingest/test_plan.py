import pytest

from patronage.errors import ConfigError
from patronage.ingest.plan import plans


def test_the_ledger_comes_first_and_only_what_is_declared_follows(world, sale):
    assert [plan.name for plan in plans(world.source([sale()]))] == ["ledger"]


def test_columns_that_a_source_has_not_may_be_left_out(world, sale):
    source = world.source([sale()])
    columns = {k: v for k, v in source.ledger.columns.items() if k != "quantity"}
    world.ingest(world.source([sale()], ledger={"columns": columns}))
    ledger = world.table("ledger")
    assert ledger["quantity"].isna().all()
    assert "brand" not in ledger


def test_a_column_nobody_knows_is_named_with_what_was_meant(world, sale):
    source = world.source([sale()], columns={"categry": "what"})
    with pytest.raises(
        ConfigError, match=r"'categry' is not a column \(did you mean 'category'"
    ):
        list(plans(source))


def test_columns_that_are_needed_are_all_named(world, sale):
    source = world.source([sale()], ledger={"columns": {"customer_id": "who"}})
    with pytest.raises(ConfigError) as error:
        list(plans(source))
    for name in ("order_id", "ordered_at", "amount"):
        assert f"'{name}' is missing." in str(error.value)


@pytest.mark.parametrize(("own", "identity"), [(True, 3), (False, 0)])
def test_a_source_with_line_ids_can_contradict_itself(world, sale, own, identity):
    source = world.source([sale()], columns={"line_id": "n"} if own else {})
    plan = next(plans(source))
    assert (len(plan.identity), plan.deduplicate) == (identity, own)
