import socket

import pyarrow as pa
import pytest
from postgres import running_server

from patronage.errors import InputError
from patronage.ingest import File
from patronage.io.databases import postgres


@pytest.fixture(scope="module")
def server():
    with running_server() as running:
        yield running


@pytest.fixture
def table(server, request):
    """A function that makes a table with one column `v` and reads it back."""

    def make(kind, *values):
        listed = ", ".join(f"({value})" for value in values)
        server.run(
            "DROP TABLE IF EXISTS one",
            f"CREATE TABLE one (v {kind})",
            f"INSERT INTO one VALUES {listed}",
        )
        return read(server, "one")["v"]

    return make


def read(server, name, **changes):
    path = server.address()
    file = File(path=path, format="postgres", table=name, **changes)
    return postgres.rows(file).read_all()


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("numeric", "12345678901234567890.123456789", "12345678901234567890.123456789"),
        ("numeric(12, 2)", "1.1", "1.10"),
        ("numeric", "'NaN'", "NaN"),
        ("real", "0.1", "0.1"),
        ("double precision", "0.1", "0.1"),
        ("double precision", "17850", "17850"),
        ("double precision", "'-Infinity'", "-Infinity"),
        ("char(6)", "'007'", "007"),
        ("varchar(6)", "'007 '", "007 "),
        ("text", "E'\\u4e2d\\n'", "中\n"),
        ("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
         "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("jsonb", """'{"a": 1}'""", '{"a": 1}'),
        ("bytea", "'hi'", "\\x6869"),
        ("text", "NULL", None),
    ],
)  # fmt: skip
def test_values_come_as_the_text_that_the_server_writes(table, kind, value, text):
    column = table(kind, value)
    assert column.type == pa.string()
    assert column.to_pylist() == [text]


@pytest.mark.parametrize(
    ("kind", "arrow"),
    [
        ("smallint", pa.int16()),
        ("bigint", pa.int64()),
        ("boolean", pa.bool_()),
        ("date", pa.date32()),
        ("timestamp", pa.timestamp("us")),
        ("timestamptz", pa.timestamp("us", tz="UTC")),
    ],
)
def test_whole_numbers_truths_and_times_keep_their_types(table, kind, arrow):
    assert table(kind, "NULL").type == arrow


def test_neighbours_of_the_largest_exact_float_stay_apart(table):
    ids = [2**53 - 1, 2**53, 2**53 + 1]
    assert table("bigint", *ids).to_pylist() == ids
    assert table("numeric", *ids).to_pylist() == list(map(str, ids))


def test_an_instant_is_the_same_whatever_zone_it_was_written_in(table):
    here, there = table("timestamptz", "'2024-01-01 08:00+08'", "'2024-01-01 00:00Z'")
    assert here == there


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamptz"])
def test_infinite_times_are_the_ends_of_the_calendar(table, kind):
    values = table(kind, "'infinity'", "'-infinity'", "'2024-02-29'", "NULL")
    texts = [None if v is None else f"{v:%Y-%m-%d}" for v in values.to_pylist()]
    assert texts[0] == "9999-12-31"
    assert texts[1].zfill(10) == "0001-01-01"
    assert texts[2:] == ["2024-02-29", None]


def test_rows_come_in_the_order_of_the_primary_key(server):
    server.run(
        "DROP TABLE IF EXISTS keyed",
        "CREATE TABLE keyed (b numeric, a int, PRIMARY KEY (a, b))",
        "INSERT INTO keyed VALUES (10, 2), (9, 2), (5, 1), (100, 1)",
    )
    rows = read(server, "keyed")
    assert rows["a"].to_pylist() == [1, 1, 2, 2]
    assert rows["b"].to_pylist() == ["5", "100", "9", "10"]


def test_names_of_schemas_tables_and_columns_are_quoted(server):
    server.run(
        'DROP SCHEMA IF EXISTS "My ""Shop" CASCADE',
        'CREATE SCHEMA "My ""Shop"',
        'CREATE TABLE "My ""Shop"."Sales; DROP" ("Who?" text, "select" int)',
        """INSERT INTO "My ""Shop"."Sales; DROP" VALUES ('ann', 1)""",
    )
    rows = read(server, 'My "Shop.Sales; DROP')
    assert rows.to_pylist() == [{"Who?": "ann", "select": 1}]


def test_views_are_read_and_dropped_columns_are_gone(server):
    server.run(
        "DROP TABLE IF EXISTS wide CASCADE",
        "CREATE TABLE wide (a int, b int, c int)",
        "ALTER TABLE wide DROP COLUMN b",
        "CREATE VIEW narrow AS SELECT c FROM wide",
    )
    assert read(server, "wide").column_names == ["a", "c"]
    assert read(server, "narrow").column_names == ["c"]


def test_rows_are_streamed_in_many_batches(server):
    server.run(
        "DROP TABLE IF EXISTS long",
        "CREATE TABLE long AS "
        "SELECT repeat('x', 1000) AS t FROM generate_series(1, 50000)",
    )
    file = File(path=server.address(), format="postgres", table="long")
    sizes = [batch.num_rows for batch in postgres.rows(file)]
    assert sum(sizes) == 50_000
    assert len(sizes) > 1


def test_what_is_read_cannot_be_written(server):
    server.run(
        "DROP TABLE IF EXISTS touched CASCADE",
        "CREATE TABLE touched (a int)",
        "CREATE OR REPLACE FUNCTION touch() RETURNS int LANGUAGE sql "
        "AS 'INSERT INTO touched VALUES (1) RETURNING 1'",
        "CREATE OR REPLACE VIEW sly AS SELECT touch() AS a",
    )
    with pytest.raises(InputError, match="read-only transaction"):
        read(server, "sly")
    assert read(server, "touched").num_rows == 0


def test_rows_that_fail_on_the_way_are_an_error(server):
    server.run(
        "CREATE OR REPLACE VIEW failing AS "
        "SELECT 1 / (90000 - a) AS a FROM generate_series(1, 90000) AS s (a)"
    )
    with pytest.raises(InputError, match="division by zero"):
        read(server, "failing")


def test_a_missing_table_is_named_beside_those_that_are_there(server):
    server.run("CREATE TABLE IF NOT EXISTS sales (a int)")
    with pytest.raises(InputError, match=r"no table 'shop\.sale' .*'public\.sales'"):
        read(server, "shop.sale")


def test_a_wrong_password_is_not_shown(server):
    wrong = server.address("wr0ng%2Fpass")
    file = File(path=wrong, format="postgres", table="sales")
    with pytest.raises(InputError, match="password authentication failed") as error:
        postgres.rows(file)
    assert "wr0ng" not in str(error.value)


@pytest.mark.parametrize("setting", ["wat=1", "sslmode=wat", "port=99999"])
def test_an_address_that_is_refused_does_not_show_its_password(server, setting):
    address = f"{server.address()}?{setting}"
    with pytest.raises(InputError) as error:
        postgres.rows(File(path=address, format="postgres", table="sales"))
    assert "s3cret" not in str(error.value)


def test_a_server_that_does_not_answer_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        address = f"postgresql://ann@127.0.0.1:{port}/shop?connect_timeout=2"
        with pytest.raises(InputError, match="timeout expired"):
            postgres.rows(File(path=address, format="postgres", table="sales"))


def test_a_server_that_is_not_there_is_said():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    address = f"postgresql://ann@127.0.0.1:{port}/shop"
    with pytest.raises(InputError, match=f"127.0.0.1:{port}/shop' cannot be read"):
        postgres.rows(File(path=address, format="postgres", table="sales"))
