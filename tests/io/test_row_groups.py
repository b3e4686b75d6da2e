import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from patronage import io
from patronage.errors import IntegrityError

COLUMNS = ("n", "who")
ROWS = 10


@pytest.fixture
def path(tmp_path) -> Path:
    table = pa.table({"who": [f"c{i}" for i in range(ROWS)], "n": range(ROWS)})
    pq.write_table(
        table, tmp_path / "t.parquet", row_group_size=3, write_page_checksum=True
    )
    return tmp_path / "t.parquet"


@pytest.mark.parametrize("start", range(ROWS + 1))
def test_rows_are_read_where_they_stand(path, start):
    for stop in range(start, ROWS + 1):
        rows = io.RowGroups(path, COLUMNS).read(start, stop)
        assert rows.column_names == ["n", "who"]
        assert rows["n"].to_pylist() == list(range(start, stop))
        assert rows["who"].to_pylist() == [f"c{i}" for i in range(start, stop)]


def test_texts_are_codes_but_in_plain_columns(path):
    assert pa.types.is_dictionary(io.RowGroups(path, COLUMNS).read(0, 2)["who"].type)
    plain = io.RowGroups(path, COLUMNS, plain=("who",))
    assert pa.types.is_string(plain.read(0, 2)["who"].type)


def test_groups_come_one_after_another(path):
    groups = io.RowGroups(path, COLUMNS)
    assert [len(group) for group in groups] == [3, 3, 3, 1]
    assert len(groups) == ROWS


@pytest.mark.parametrize("cuts", [[0, 1, 2, 10], [0, 4, 5, 8, 10], [0, 3, 7, 7, 10]])
def test_no_group_is_decoded_twice_and_none_is_kept_in_the_end(path, cuts, monkeypatch):
    decoded = []
    decode = io.RowGroups._decoded

    def counted(groups, group):
        decoded.append(group)
        return decode(groups, group)

    monkeypatch.setattr(io.RowGroups, "_decoded", counted)
    groups = io.RowGroups(path, COLUMNS)
    parts = [groups.read(*cut) for cut in itertools.pairwise(cuts)]
    assert pa.concat_tables(parts)["n"].to_pylist() == list(range(ROWS))
    assert sorted(decoded) == [0, 1, 2, 3]
    assert groups.kept == {}


def test_threads_share_what_they_read(path):
    groups = io.RowGroups(path, COLUMNS)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            parts = pool.map(groups.read, range(ROWS), range(1, ROWS + 1))
            assert pa.concat_tables(parts)["n"].to_pylist() == list(range(ROWS))
    assert groups.kept == {}


def test_a_damaged_file_is_not_read(path):
    data = path.read_bytes()
    path.write_bytes(data[:30] + b"\xff" * 8 + data[38:])
    groups = io.RowGroups(path, COLUMNS)
    for span in ((0, ROWS), (0, 1), (0, 1)):
        with pytest.raises(IntegrityError, match="is damaged"):
            groups.read(*span)
