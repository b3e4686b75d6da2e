from dataclasses import replace

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


@pytest.mark.parametrize(
    ("own", "identity", "equal"), [(True, 2, "drop"), (False, 0, "keep")]
)
def test_a_source_with_line_ids_can_contradict_itself(
    world, sale, own, identity, equal
):
    source = world.source([sale()], columns={"line_id": "n"} if own else {})
    plan = next(plans(source))
    assert (len(plan.identity), plan.equal_rows) == (identity, equal)


def test_a_plan_is_named_after_its_department_where_there_are_several(world):
    one = world.register_of([])
    two = replace(one, customers={"b": one.customers["desk"], **one.customers})
    assert [plan.name for plan in plans(one)] == ["customers"]
    assert [plan.name for plan in plans(two)] == ["customers b", "customers desk"]


def test_null_tokens_of_a_department_count_for_each_of_its_values(world):
    source = world.register_of([])
    desk = replace(source.customers["desk"], nulls=("-",))
    [plan] = plans(replace(source, customers={"desk": desk}))
    assert [value.nulls for value in plan.values.values()] == [("-",), ("-",)]


def test_a_field_may_not_be_called_as_our_own_columns(world):
    source = world.register_of([])
    desk = replace(source.customers["desk"], columns={"line": "age"})
    fields = {"line": {"kind": "numeric"}}
    wrong = replace(source, customers={"desk": desk}, fields=fields)
    with pytest.raises(ConfigError, match="'line' means something else"):
        list(plans(wrong))


def test_a_ledger_of_several_currencies_reads_the_code_of_each_row(world, sale):
    plain = world.source([sale()])
    mixed = world.source([sale()], currency={"code": "EUR", "column": "what"})
    assert "currency" not in next(plans(plain)).values
    assert next(plans(mixed)).values["currency"].expression == "what"


def test_versions_are_versions_of_a_line(world, sale):
    source = world.source([sale()], ledger={"updated_at": "what"})
    with pytest.raises(ConfigError, match=r"updated_at .* 'line_id' is missing"):
        list(plans(source))


@pytest.mark.parametrize("name", ["status", "as_of", "customer_id", "line"])
def test_a_field_may_not_be_named_like_a_column_of_ours(world, name):
    people = {"file": "people", "customer_id": "id", "columns": {name: "age"}}
    source = world.register_of(
        [["1", "2"]], fields={name: {"kind": "numeric"}}, customers={"desk": people}
    )
    with pytest.raises(ConfigError, match=f"desk: fields .* '{name}' means something"):
        list(plans(source))
