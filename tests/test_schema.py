import pyarrow as pa

from patronage.schema import Field, TableSchema
from patronage.tables import NAMES
from patronage.tables.columns import CUSTOMER_ID

SPANS = TableSchema(
    name="spans",
    place="interim",
    key=("customer_id",),
    fields=(CUSTOMER_ID, Field(name="n_rows", type="int64")),
)


def test_every_breach_is_named_at_once():
    table = pa.table({"CustomerID": ["a"], "n_rows": pa.array([None], pa.int32())})
    assert SPANS.problems(table) == [
        "'customer_id' is missing (found: 'CustomerID', did you mean it?).",
        "'CustomerID' is not declared.",
        "'n_rows' should be int64; got int32.",
        "'n_rows' should have no nulls; got 1.",
    ]


def test_a_kept_contract_has_no_problems():
    table = pa.table({"customer_id": ["a"], "n_rows": pa.array([1], pa.int64())})
    assert SPANS.problems(table) == []


def test_required_columns_are_listed():
    assert NAMES.required == ("scheme", "segment", "segment_id", "name_en", "name_zh")
