import itertools

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.engine.cutting import whole_customers

IDS = ["ann"] * 3 + ["bob"] + ["cyd"] * 5 + ["dan", "eve"]


def stream(ids, size):
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        yield pa.record_batch(
            {"customer_id": part, "row": range(start, start + len(part))}
        )


@pytest.mark.parametrize("size", [1, 2, 3, 4, 100])
@pytest.mark.parametrize("batch_rows", [1, 2, 4, 100])
def test_customers_come_whole_and_in_order_however_the_stream_is_cut(size, batch_rows):
    tables = list(whole_customers(stream(IDS, size), batch_rows))
    found = [set(table["customer_id"].to_pylist()) for table in tables]
    assert sum(len(ids) for ids in found) == len(set(IDS))
    rows = itertools.chain.from_iterable(table["row"].to_pylist() for table in tables)
    assert list(rows) == list(range(len(IDS)))


@given(
    counts=st.lists(st.integers(1, 9), max_size=30),
    size=st.integers(1, 7),
    batch_rows=st.integers(1, 12),
)
def test_a_table_has_no_more_rows_than_asked_a_record_batch_and_a_customer(
    counts, size, batch_rows
):
    ids = [f"{i:02}" for i, count in enumerate(counts) for _ in range(count)]
    tables = list(whole_customers(stream(ids, size), batch_rows))
    assert sum(map(len, tables)) == len(ids)
    assert all(len(table) < batch_rows + size + max(counts) for table in tables)
    assert all(len(table) >= batch_rows for table in tables[:-1])


def test_a_stream_of_nothing_is_cut_into_nothing():
    empty = pa.record_batch({"customer_id": pa.array([], pa.string())})
    assert list(whole_customers([empty, empty], 10)) == []
