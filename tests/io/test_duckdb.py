import pytest

from patronage import io
from patronage.errors import ConfigError, InputError, MachineError


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
def test_queries_of_a_yaml_reach_nothing_but_the_declared_files(shop, query, tmp_path):
    shop.write("shop.csv", "a\n1\n")

    def run() -> None:
        with io.connect(threads=1, temp=tmp_path / "spill") as shop.connection:
            shop.register("shop.csv")
            shop.connection.execute(query)

    with pytest.raises((ConfigError, InputError)):
        run()


def test_a_query_that_means_nothing_is_an_error_of_configuration():
    with (
        pytest.raises(ConfigError, match=r"SQL: .*nothing"),
        io.connect(threads=1) as c,
    ):
        c.execute("SELECT nowhere FROM nothing")


def test_a_missing_column_is_named_with_those_that_come_near():
    with (
        pytest.raises(InputError, match=r"'wat' is missing \(found: 'what'; did"),
        io.connect(threads=1) as connection,
    ):
        connection.execute("SELECT wat FROM (SELECT 1 AS what, 2 AS shop_line)")


def test_what_needs_more_than_the_limit_is_an_error_of_the_machine():
    with (
        pytest.raises(MachineError, match="DuckDB: "),
        io.connect(threads=1, memory_limit=16 << 20) as connection,
    ):
        connection.execute("SELECT list(range) FROM range(100_000_000)").fetchall()
