import datetime as dt
from decimal import Decimal

import duckdb
import pytest

from patronage import io
from patronage.errors import InputError
from patronage.ingest import File
from patronage.io.databases import attached


@pytest.fixture
def path(tmp_path):
    return tmp_path / "the shop's.duckdb"


def write(path, *statements):
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def read(path):
    """A function that reads a relation as a closed connection sees it."""

    def rows(table, query="FROM sales"):
        with io.connect(threads=1) as connection:
            file = File(path=str(path), format="duckdb", table=table)
            attached.register(connection, "sales", path, file)
            connection.execute("SET enable_external_access = false")
            return connection.execute(query).fetchall()

    return rows


def test_types_stay_and_rows_are_numbered_from_one(path, read):
    write(
        path,
        "CREATE TABLE sales AS SELECT 9007199254740993 AS id, "
        "1.10::DECIMAL(9, 2) AS p, DATE '2024-02-29' AS d UNION ALL SELECT 1, 2, NULL",
    )
    assert sorted(read("sales"), reverse=True) == [
        (9007199254740993, Decimal("1.10"), dt.date(2024, 2, 29), 1),
        (1, Decimal(2), None, 2),
    ]


def test_a_rows_number_is_its_place_also_where_rows_were_deleted(path, read):
    write(
        path,
        "CREATE TABLE sales AS SELECT i FROM range(4) AS r (i)",
        "DELETE FROM sales WHERE i = 1",
    )
    assert sorted(read("sales")) == [(0, 1), (2, 3), (3, 4)]


def test_a_column_called_rowid_is_a_column(path, read):
    write(path, "CREATE TABLE sales AS SELECT i + 7 AS ROWID FROM range(3) AS r (i)")
    assert sorted(read("sales")) == [(7, 1), (8, 2), (9, 3)]


def test_views_and_tables_of_other_schemas_are_found(path, read):
    write(
        path,
        "CREATE SCHEMA north",
        'CREATE TABLE north."sa.les" AS SELECT 1 AS i',
        'CREATE VIEW twice AS SELECT i FROM north."sa.les" UNION ALL SELECT 2',
    )
    assert read("north.sa.les") == [(1, 1)]
    assert sorted(read("twice")) == [(1, 1), (2, 2)]


def test_nothing_is_rejected_and_the_file_has_its_name(path, read):
    write(path, "CREATE TABLE sales (i INT)")
    assert read("sales", "SELECT line, reason, value FROM sales_rejected") == []
    assert read("sales", "SELECT file, name FROM sales_files") == [(0, "sales")]


def test_names_are_tidied_and_aliases_are_known(path):
    write(path, """CREATE TABLE sales AS SELECT 1 AS " ＩＤ ", 2 AS "金额" """)
    aliases = {"paid": ["金额"]}
    file = File(path=str(path), format="duckdb", table="sales", aliases=aliases)
    with io.connect(threads=1) as connection:
        attached.register(connection, "sales", path, file)
        assert connection.sql("FROM sales").columns == ["ID", "paid", "sales_line"]


def test_two_files_stand_side_by_side(path):
    write(path, "CREATE TABLE sales AS SELECT 'ann' AS who")
    other = path.with_name("other.duckdb")
    write(other, "CREATE TABLE sales AS SELECT 'bob' AS who")
    with io.connect(threads=1) as connection:
        for name, place in (("here", path), ("there", other)):
            file = File(path=str(place), format="duckdb", table="sales")
            attached.register(connection, name, place, file)
        query = "SELECT here.who, there.who FROM here, there"
        assert connection.execute(query).fetchall() == [("ann", "bob")]


def test_the_file_is_left_as_it_is(path, read):
    write(path, "CREATE TABLE sales AS SELECT 1 AS i")
    before = path.read_bytes()
    read("sales")
    assert path.read_bytes() == before


def test_a_view_cannot_read_other_files(path, read, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    secret = str(tmp_path / "secret.txt").replace("'", "''")
    write(path, f"CREATE VIEW sly AS SELECT content FROM read_text('{secret}')")
    with pytest.raises(Exception, match="operations are disabled"):
        read("sly")


def test_a_missing_table_is_named_beside_those_that_are_there(path, read):
    write(path, "CREATE TABLE sales (i INT)", "CREATE VIEW all_sales AS FROM sales")
    with pytest.raises(InputError, match=r"'sale' \(found: 'all_sales', 'sales'\)"):
        read("sale")


@pytest.mark.parametrize("content", [b"who,paid\nann,1\n" * 999, b"", None])
def test_what_is_no_database_is_refused(path, read, content):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError):
        read("sales")
    assert path.exists() == (content is not None)
