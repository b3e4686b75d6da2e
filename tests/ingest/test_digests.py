import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest import digests


def repeated(numbers) -> int:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (n BIGINT, m VARCHAR)")
        if numbers:
            rows = [[n, "x"] for n in numbers]
            connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        digests.repeat(connection, "t WHERE m = 'x'", "n, m")
        query = (
            "SELECT count(*) FROM repeated WHERE digest IN (SELECT hash(n, m) FROM t)"
        )
        [(known,)] = connection.execute(query).fetchall()
        [(found,)] = connection.execute("SELECT count(*) FROM repeated").fetchall()
    assert known == found
    return found


@given(st.lists(st.integers(0, 9), max_size=30))
def test_every_repeated_row_is_found_once(numbers):
    assert repeated(numbers) == len({n for n in numbers if numbers.count(n) > 1})


@pytest.mark.parametrize("at_once", [1, 3, 7])
def test_many_rows_are_looked_at_in_several_passes(monkeypatch, at_once):
    monkeypatch.setattr(digests, "ROWS_AT_ONCE", at_once)
    assert repeated([1, 2, 2, 3, 3, 3, None, None, 9]) == 3
