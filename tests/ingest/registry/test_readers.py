import pyarrow as pa
import pytest

from patronage import ingest
from patronage.errors import ConfigError

FIELDS = {
    "grade": {"kind": "categorical"},
    "debt": {"kind": "numeric", "readers": ["credit"]},
    "age": {"kind": "ordinal", "sensitive": True},
    "faith": {"kind": "categorical", "sensitive": True, "readers": ["care"]},
}


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("", ["debt", "age", "faith"]),
        ("sales", ["debt", "age", "faith"]),
        ("credit", ["age", "faith"]),
        ("care", ["debt", "age"]),
    ],
)
def test_a_role_sees_what_is_open_and_what_names_it(role, hidden):
    assert ingest.hidden(FIELDS, role) == hidden


def test_hidden_columns_and_their_medians_are_left_out():
    table = pa.table({"customer_id": ["1"], "debt": [3.0], "debt_median": [2.0]})
    assert ingest.visible(table, ["debt"]).column_names == ["customer_id"]


@pytest.mark.parametrize("told", ["field", "column"])
def test_rows_that_tell_of_hidden_fields_are_left_out(told):
    table = pa.table({"customer_id": ["1", "2"], told: ["debt", "grade"]})
    assert ingest.visible(table, ["debt"]).to_pylist() == [
        {"customer_id": "2", told: "grade"}
    ]


def test_nothing_hidden_leaves_all_as_it_is():
    table = pa.table({"customer_id": ["1"], "field": ["debt"]})
    assert ingest.visible(table, []) == table
    assert ingest.visible(table.slice(0, 0), ["debt"]).num_rows == 0


def people(**columns):
    fields = {
        "age": {"kind": "numeric", "sensitive": True},
        "years": {"kind": "numeric"},
    }
    table = {"file": "people", "customer_id": "id", "columns": columns}
    return ingest.Source(
        name="shop",
        files={"people": {"path": "people.csv"}},
        fields=fields,
        customers={"sales": table},
    )


@pytest.mark.parametrize("again", ["age", ' "age" ', "age\n"])
def test_a_sensitive_field_cannot_come_in_again_by_another_name(again):
    with pytest.raises(
        ConfigError, match=r"'years' is the sensitive field 'age' again"
    ):
        ingest.check_sensitive(people(age="age", years=again))


def test_another_expression_is_another_field():
    ingest.check_sensitive(people(age="age", years="years_with_us"))
