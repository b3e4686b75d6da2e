import pyarrow as pa
import pytest

from patronage.errors import InputError
from patronage.io.databases.texts import absent, text_batch, text_schema

WRITERS = {str: str, int: hex, type(None): lambda _: None}


def test_each_value_is_written_by_its_type():
    schema = text_schema(["a", "b"])
    batch = text_batch(schema, [["x", 16], [None, "y"]], WRITERS)
    assert batch.schema == pa.schema([("a", pa.string()), ("b", pa.string())])
    assert batch.to_pylist() == [{"a": "x", "b": "0x10"}, {"a": None, "b": "y"}]


def test_a_truth_is_no_whole_number():
    with pytest.raises(InputError, match=r"column 'a' .* it holds bool\."):
        text_batch(text_schema(["a"]), [[1], [True]], WRITERS)


def test_columns_of_one_name_stay_apart():
    batch = text_batch(text_schema(["a", "a"]), [["x", "y"]], WRITERS)
    assert [column.to_pylist() for column in batch.columns] == [["x"], ["y"]]


def test_what_is_absent_is_named_beside_what_is_there():
    error = absent("sheet", "Sale", "shop.xlsx", ["Sales", "Costs"])
    assert str(error) == "'shop.xlsx' has no sheet 'Sale' (found: 'Sales', 'Costs')."
    assert "(found: none)" in str(absent("table", "sales", "shop.db", []))
