import random

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from patronage.errors import InputError, IntegrityError

GOODS = pa.table({"id": [f"{i:05}" for i in range(500)], "n": range(500)})


def put(shop, name: str, table: pa.Table | dict, **options) -> None:
    made = table if isinstance(table, pa.Table) else pa.table(table)
    pq.write_table(made, shop.write(name, b""), **options)


def read(shop, path: str, **declared) -> list[tuple]:
    shop.register(path, format="parquet", **declared)
    return shop.rows("SELECT * FROM shop ORDER BY shop_line")


def test_types_are_kept_and_rows_are_numbered(shop):
    put(shop, "x.parquet", {"id": ["a", "b"], "x": [1, 2]})
    assert read(shop, "x.parquet") == [("a", 1, 1), ("b", 2, 2)]
    assert shop.rows("SELECT count(*) FROM shop_rejected") == [(0,)]


def test_names_are_tidied_and_aliases_apply(shop):
    put(shop, "x.parquet", {" ＩＤ": ["a"], "qty": [1]})
    read(shop, "x.parquet", aliases={"n": ["qty"]})
    assert shop.rows('SELECT "ID", n FROM shop') == [("a", 1)]


def test_the_keys_of_a_hive_are_columns_of_text(shop):
    for day in ("2024-01-02", "2024-01-01"):
        put(shop, f"sales/day={day}/x.parquet", {"n": [int(day[-1])]})
    assert read(shop, "sales") == [
        (1, "2024-01-01", 1),
        (2, "2024-01-02", (1 << 40) | 1),
    ]
    names = shop.rows("SELECT name FROM shop_files ORDER BY file")
    assert names == [(f"shop/day=2024-01-0{i}/x.parquet",) for i in (1, 2)]


def test_columns_of_a_set_may_stand_in_any_order(shop):
    put(shop, "1.parquet", {"a": [1], "b": ["x"]})
    put(shop, "2.parquet", {"b": ["y"], "a": [2]})
    assert [row[:2] for row in read(shop, "*.parquet")] == [(1, "x"), (2, "y")]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"a": ["1"]}, "'a' is string, there int64"),
        ({"b": [1]}, "'a' is missing, there int64"),
        ({"a": [1], "c": [1]}, "'c' is int64, there missing"),
    ],
)
def test_a_set_whose_files_differ_is_refused(shop, other, sentence):
    put(shop, "1.parquet", {"a": [1]})
    put(shop, "2.parquet", other)
    with pytest.raises(InputError, match=f"'shop/2.parquet' should .* {sentence}"):
        read(shop, "*.parquet")


def test_ways_to_store_text_are_no_difference(shop):
    put(shop, "1.parquet", {"a": ["x"]})
    put(shop, "2.parquet", {"a": pa.array(["y"]).dictionary_encode()})
    put(shop, "3.parquet", {"a": pa.array(["z"], pa.large_string())})
    assert [row[0] for row in read(shop, "*.parquet")] == ["x", "y", "z"]


def test_a_text_that_is_called_parquet_is_refused(shop):
    shop.write("x.parquet", "id,x\n1,2\n")
    with pytest.raises(InputError, match="file 'shop' cannot be read"):
        read(shop, "x.parquet")


def test_a_file_that_is_cut_anywhere_is_refused(shop):
    put(shop, "x.parquet", GOODS)
    data = (shop.path / "in" / "x.parquet").read_bytes()
    for size in range(0, len(data), 101):
        shop.write("x.parquet", data[:size])
        with pytest.raises(InputError, match="file 'shop'"):
            read(shop, "x.parquet")


def test_a_page_that_is_not_as_it_was_written_is_a_breach_of_integrity(shop):
    put(shop, "x.parquet", GOODS, write_page_checksum=True, compression="none")
    data = (shop.path / "in" / "x.parquet").read_bytes()
    shop.write("x.parquet", data.replace(b"00007", b"00008"))
    with pytest.raises(IntegrityError, match="file 'shop' is damaged"):
        read(shop, "x.parquet")


@pytest.mark.parametrize("names", [["a", "a"], ["a", "A"]])
def test_a_name_that_stands_twice_is_refused(shop, names):
    put(shop, "1.parquet", {"a": [1]})
    put(shop, "2.parquet", pa.table([[1], [2]], names=names))
    with pytest.raises(InputError, match=r"'shop/2.parquet' names columns twice: "):
        read(shop, "*.parquet")


def test_no_flipped_bit_of_a_page_with_a_checksum_goes_unseen(shop):
    put(shop, "x.parquet", GOODS, write_page_checksum=True)
    data = (shop.path / "in" / "x.parquet").read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    generator = random.Random(1)
    for _ in range(60):
        flipped = bytearray(data)
        flipped[generator.randrange(4, footer)] ^= 1 << generator.randrange(8)
        shop.write("x.parquet", bytes(flipped))
        try:
            rows = read(shop, "x.parquet")
        except (InputError, IntegrityError):
            continue
        finally:
            shop.connection.execute("DROP VIEW IF EXISTS shop")
            shop.connection.execute("DROP TABLE IF EXISTS shop_rejected")
            shop.connection.execute("DROP TABLE IF EXISTS shop_files")
        frame = pd.DataFrame(rows, columns=["id", "n", "line"])
        assert frame["id"].tolist() == GOODS["id"].to_pylist()
