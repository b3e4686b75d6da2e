import pandas as pd
import pyarrow as pa
import pytest

from patronage import tables
from patronage.io.arrow import arrow_type, frame_from, table_from
from patronage.tables import AXES, CONTACTS, OUTCOMES


@pytest.mark.parametrize(
    "field",
    [f for s in vars(tables).values() if hasattr(s, "fields") for f in s.fields],
)
def test_every_declared_type_is_the_name_of_an_arrow_type(field):
    assert str(arrow_type(field.type)) == field.type


def test_columns_are_cast_to_what_the_contract_declares():
    frame = pd.DataFrame(
        {
            "customer_id": ["a"],
            "as_of": pd.to_datetime(["2020-02-29"]),
            "future_orders": [3],
            "future_amount": [1.5],
            "retained": [True],
        }
    )
    table = table_from(frame, OUTCOMES)
    assert OUTCOMES.problems(table) == []
    assert str(table.schema.field("as_of").type) == "date32[day]"


def test_a_time_of_day_is_not_cut_off_to_make_a_day():
    frame = pd.DataFrame({"as_of": pd.to_datetime(["2020-02-29 12:00"])})
    problems = AXES.problems(table_from(frame, AXES))
    assert "'as_of' should be date32[day]; got timestamp[us]." in problems


def test_types_follow_the_contract_not_the_values():
    table = pa.table({"responded": pa.array([True]), "channel": pa.array(["mail"])})
    full = frame_from(table, CONTACTS)
    empty = frame_from(table.slice(0, 0), CONTACTS)
    assert str(full["responded"].dtype) == str(empty["responded"].dtype) == "boolean"
