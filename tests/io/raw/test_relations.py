import pyarrow as pa

from patronage.io.raw.relations import create, create_fields, list_files, reject, show

ROWS = pa.table([["x", "y"], ["1", "2"]], names=["a", "a"])


def test_rows_become_a_table(shop):
    create(shop.connection, 'a "table"', pa.table({"n": [1, 2]}))
    assert shop.rows('SELECT * FROM "a ""table"""') == [(1,), (2,)]


def test_fields_are_numbered_and_shown_by_their_names(shop):
    create_fields(shop.connection, "shop", ROWS.to_reader())
    show(shop.connection, "shop", ["select", 'b"'], "rowid + 7")
    found = shop.rows('SELECT "select", "b""", shop_line FROM shop')
    assert found == [("x", "1", 7), ("y", "2", 8)]
    assert shop.rows("DESCRIBE shop")[2][:2] == ("shop_line", "BIGINT")


def test_rejected_lines_stand_in_order(shop):
    reject(shop.connection, "shop", [(9, "field_count", "x"), (3, "bad_encoding", "y")])
    found = [(3, "bad_encoding", "y"), (9, "field_count", "x")]
    assert shop.rows("SELECT line, reason, value FROM shop_rejected") == found


def test_without_rejected_lines_the_table_has_its_types(shop):
    reject(shop.connection, "shop", [])
    kinds = [row[1] for row in shop.rows("DESCRIBE shop_rejected")]
    assert kinds == ["BIGINT", "VARCHAR", "VARCHAR"]


def test_files_are_listed_in_their_order(shop):
    list_files(shop.connection, "shop", ["shop/b.csv", "shop/a.csv"])
    found = shop.rows("SELECT * FROM shop_files ORDER BY file")
    assert found == [(0, "shop/b.csv"), (1, "shop/a.csv")]
    assert shop.rows("DESCRIBE shop_files")[0][:2] == ("file", "INTEGER")
