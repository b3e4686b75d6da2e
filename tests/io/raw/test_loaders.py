import sqlite3
from contextlib import closing

import duckdb
import pytest

from patronage.errors import InputError

RELATIONS = ("shop", "shop_rejected", "shop_files")


def sqlite(shop, name: str = "shop.db") -> None:
    with closing(sqlite3.connect(shop.write(name, b""))) as database:
        database.execute("CREATE TABLE sales (' ＩＤ' TEXT, n INTEGER)")
        database.execute("INSERT INTO sales VALUES ('007', 1), ('NA', 2)")
        database.commit()


def test_a_sqlite_table_gets_the_relations_of_any_file(shop):
    sqlite(shop)
    shop.register("shop.db", format="sqlite", table="sales")
    rows = shop.rows('SELECT "ID", n, shop_line FROM shop ORDER BY shop_line')
    assert rows == [("007", "1", 1), ("NA", "2", 2)]
    assert shop.rows("SELECT * FROM shop_files") == [(0, "shop")]
    assert shop.rejected() == []


def test_a_duckdb_table_gets_the_relations_of_any_file(shop):
    path = shop.write("shop.duckdb", b"")
    path.unlink()
    with duckdb.connect(str(path)) as database:
        database.execute("CREATE TABLE sales AS SELECT '007' AS id, 1.5 AS n")
    shop.register("shop.duckdb", format="duckdb", table="sales")
    assert shop.rows("SELECT id, shop_line FROM shop") == [("007", 1)]
    assert all(shop.rows(f"DESCRIBE {name}") for name in RELATIONS)


def test_a_database_is_one_file(shop):
    sqlite(shop, "a.db")
    sqlite(shop, "b.db")
    with (shop.path / "in" / "b.db").open("ab") as handle:
        handle.write(b"\0")
    with pytest.raises(InputError, match="file 'shop' should be one file; got 2"):
        shop.register("*.db", format="sqlite", table="sales")
