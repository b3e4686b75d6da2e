import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import InputError
from patronage.ingest import File
from patronage.io.databases import sqlite
from patronage.io.databases.texts import BATCH_ROWS

WHOLE = st.integers(min_value=-(2**63), max_value=2**63 - 1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "the shop's ünïcode %41?#.db"


def make(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def fill(path, rows, columns="v"):
    make(path, f"CREATE TABLE sales ({columns})")
    marks = ", ".join("?" * len(columns.split(",")))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(f"INSERT INTO sales VALUES ({marks})", rows)


def read(path, name="sales"):
    file = File(path=str(path), format="sqlite", table=name)
    return sqlite.rows(path, file).read_all()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123", "00123"),
        ("NA", "NA"),
        ("", ""),
        ("中 é\u200b\n'", "中 é\u200b\n'"),
        (17850, "17850"),
        (2**53 + 1, "9007199254740993"),
        (17850.0, "17850.0"),
        (0.1, "0.1"),
        (1e22, "1e+22"),
        (float("inf"), "inf"),
        (None, None),
    ],
)
def test_every_value_comes_as_exact_text(path, value, text):
    fill(path, [[value]])
    assert read(path)["v"].to_pylist() == [text]


@settings(max_examples=20, deadline=None)
@given(ids=st.lists(WHOLE | st.text(alphabet="019eE.NAn", max_size=5), unique=True))
def test_ids_never_merge(tmp_path_factory, ids):
    path = tmp_path_factory.mktemp("ids") / "shop.db"
    fill(path, [[value] for value in ids])
    assert read(path)["v"].to_pylist() == list(map(str, ids))


def test_types_may_differ_from_row_to_row(path):
    fill(path, [[1], ["one"], [None], [1.5]])
    assert read(path)["v"].to_pylist() == ["1", "one", None, "1.5"]


def test_bytes_are_no_text(path):
    fill(path, [["ann", b"\xff"]], columns="who, photo")
    with pytest.raises(InputError, match="'photo' should hold text"):
        read(path)


def test_text_in_another_encoding_is_refused_and_not_repeated(path):
    fill(path, [["ann"]])
    make(path, "UPDATE sales SET v = CAST(x'736563726574ff' AS TEXT)")
    with pytest.raises(
        InputError, match="Could not decode to UTF-8 column 'v'"
    ) as error:
        read(path)
    assert "secret" not in str(error.value)


def test_rows_come_in_the_order_of_their_rowid(path):
    make(
        path,
        "CREATE TABLE sales (v, ROWID)",
        "CREATE INDEX by_both ON sales (v, ROWID)",
        "INSERT INTO sales (_rowid_, v) VALUES (3, 'c'), (1, 'z'), (2, 'a')",
    )
    assert read(path)["v"].to_pylist() == ["z", "a", "c"]


def test_tables_without_rowid_and_views_are_read_too(path):
    make(
        path,
        "CREATE TABLE sales (v PRIMARY KEY) WITHOUT ROWID",
        "INSERT INTO sales VALUES ('b'), ('a')",
        "CREATE VIEW last AS SELECT max(v) AS v FROM sales",
    )
    assert read(path)["v"].to_pylist() == ["a", "b"]
    assert read(path, "last")["v"].to_pylist() == ["b"]


def test_names_are_quoted(path):
    name = 'sa"les; DROP'
    make(path, f"""CREATE TABLE "{name.replace('"', '""')}" ("se""lect" INT)""")
    assert read(path, name).column_names == ['se"lect']


def test_long_tables_come_in_batches(path):
    fill(path, ([i] for i in range(BATCH_ROWS + 1)))
    file = File(path=str(path), format="sqlite", table="sales")
    sizes = [batch.num_rows for batch in sqlite.rows(path, file)]
    assert sizes == [BATCH_ROWS, 1]


def test_an_empty_table_has_its_columns(path):
    make(path, "CREATE TABLE sales (who, paid)")
    assert read(path).column_names == ["who", "paid"]
    assert read(path).num_rows == 0


def test_a_missing_table_is_named_beside_those_that_are_there(path):
    make(path, "CREATE TABLE sales (v)")
    with pytest.raises(InputError, match=r"no table 'sale' \(found: 'sales'\)"):
        read(path, "sale")


def test_the_file_is_left_as_it_is(path):
    fill(path, [["ann"]])
    before = path.read_bytes()
    read(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"who,paid\nann,1\n" * 100, None])
def test_what_is_no_database_is_refused(path, content):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        read(path)
    assert path.exists() == (content is not None)


def test_a_damaged_file_is_an_input_error_or_read_whole(path):
    fill(path, [[f"customer {i}"] for i in range(3000)])
    whole, data = read(path), path.read_bytes()
    for end in range(4096, len(data), 8192):
        path.write_bytes(data[:end])
        with pytest.raises(InputError):
            read(path)
    path.write_bytes(data)
    assert read(path).equals(whole)
