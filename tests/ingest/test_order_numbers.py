import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest.order_numbers import numbered

ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["1", "2", "3", "10"])),
    min_size=1,
    max_size=30,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


def told(rows, sizes) -> list[int]:
    """The numbers of rows that come in batches of these sizes, the last as it is."""
    schema = pa.schema({"customer_id": pa.string(), "order_id": pa.string()})
    table = pa.table(dict(zip(schema.names, zip(*rows, strict=True), strict=True)))
    batches, start = [], 0
    for size in [*sizes, len(rows)]:
        batches += table.slice(start, size).cast(schema).combine_chunks().to_batches()
        start += size
    reader = pa.RecordBatchReader.from_batches(schema, batches)
    return numbered(reader).read_all()["order_no"].to_pylist()


def plainly(rows) -> list[int]:
    seen: dict[str, dict[str, int]] = {}
    numbers = []
    for who, order in rows:
        mine = seen.setdefault(who, {})
        numbers.append(mine.setdefault(order, len(mine)))
    return numbers


def test_orders_are_numbered_as_they_come():
    rows = [("a", "7"), ("a", "7"), ("a", "5"), ("b", "7"), ("b", "9")]
    assert told(rows, []) == [0, 0, 1, 0, 1]


def test_an_order_whose_rows_stand_apart_keeps_its_number():
    rows = [("a", "7"), ("a", "5"), ("a", "7"), ("a", "6")]
    assert told(rows, []) == told(rows, [1]) == told(rows, [2, 1]) == [0, 1, 0, 2]


@given(ROWS, st.lists(st.integers(1, 9), max_size=6))
def test_how_rows_come_in_batches_does_not_show(rows, sizes):
    assert told(rows, sizes) == plainly(rows)


def test_no_rows_are_no_orders():
    schema = pa.schema({"customer_id": pa.string(), "order_id": pa.string()})
    empty = pa.RecordBatchReader.from_batches(schema, [])
    assert numbered(empty).read_all().column_names == [*schema.names, "order_no"]


def test_the_next_customer_begins_at_nought():
    rows = [("a", "7"), ("b", "7"), ("b", "8")]
    assert told(rows, [1, 1]) == [0, 0, 1]
