import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.engine.stretches import stretches


def spans(rows: list[tuple], size: int = 2) -> list[pa.Table]:
    """Pieces of a table whose rows are n_rows, registered and n_contacts."""
    n_rows, registered, contacts = zip(*rows, strict=True) if rows else ((), (), ())
    table = pa.table(
        {
            "customer_id": [f"{i:04d}" for i in range(len(rows))],
            "n_rows": pa.array(n_rows, pa.int64()),
            "registered": pa.array(registered, pa.bool_()),
            "n_contacts": pa.array(contacts, pa.int64()),
        }
    )
    return [table.slice(i, size) for i in range(0, max(len(rows), 1), size)]


def cut(rows, batch_rows, tables=("ledger", "contacts"), size=2) -> list[list[str]]:
    found = stretches(spans(rows, size), tables, batch_rows)
    return [stretch.customer_id.to_pylist() for stretch in found]


def test_a_stretch_has_the_rows_that_were_asked_for_and_whole_customers():
    rows = [(2, False, 0), (2, False, 0), (9, False, 0), (1, False, 0)]
    assert cut(rows, 4) == [["0000", "0001"], ["0002"], ["0003"]]


def test_rows_of_all_tables_that_are_read_count():
    rows = [(1, False, 3), (1, False, 3)]
    assert cut(rows, 4) == [["0000"], ["0001"]]
    assert cut(rows, 4, tables=("ledger",)) == [["0000", "0001"]]


def test_people_without_rows_are_cut_too():
    assert cut([(0, True, 0)] * 5, 2, tables=("ledger",)) == [
        ["0000", "0001"],
        ["0002", "0003"],
        ["0004"],
    ]


def test_strangers_move_what_follows_and_are_not_known():
    rows = [(1, False, 1), (0, False, 5), (2, False, 1)]
    found = list(stretches(spans(rows), ("ledger", "contacts"), 2))
    assert [s.known.tolist() for s in found] == [[True], [True]]
    assert found[1].starts == {"ledger": 1, "contacts": 6}


def test_a_source_without_anybody_has_no_stretch():
    assert cut([], 5) == []
    assert cut([(0, False, 3)], 5) == []


ROWS = st.tuples(st.integers(0, 6), st.booleans(), st.integers(0, 6))


@given(
    rows=st.lists(ROWS, max_size=12),
    batch_rows=st.integers(1, 12),
    size=st.integers(1, 5),
)
def test_how_spans_come_in_pieces_does_not_show(rows, batch_rows, size):
    assert cut(rows, batch_rows, size=size) == cut(rows, batch_rows, size=100)


@pytest.mark.parametrize("batch_rows", [1, 3, 100])
def test_every_row_of_those_who_are_known_is_in_one_stretch(batch_rows):
    rows = [(i % 4, i % 3 == 0, i % 5) for i in range(40)]
    found = list(stretches(spans(rows), ("ledger", "contacts"), batch_rows))
    ids = np.concatenate([s.customer_id.to_numpy()[s.known] for s in found])
    known = [f"{i:04d}" for i, (n, told, _) in enumerate(rows) if n or told]
    assert ids.tolist() == known
    for s in found:
        first = int(s.customer_id[0].as_py())
        assert s.starts["contacts"] == sum(row[2] for row in rows[:first])
