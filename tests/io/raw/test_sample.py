import gzip
import sqlite3
import zipfile

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from patronage import io
from patronage.errors import InputError

SALES = "customer,date,paid\n007,2024-01-02,3.50\nB2,2024-01-03,4.00\n"


@pytest.fixture
def written(tmp_path):
    """Write bytes under a name that says nothing, and return the path."""

    def write(content, name="file.bin"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def seen(file):
    return {column.name: column.values for column in file.columns}


def test_text_is_known_by_its_bytes(written):
    file = io.sample(written(SALES.encode()))
    assert file.settings["format"].value == "csv"
    assert seen(file)["customer"] == ("007", "B2")


def test_compressed_text_is_unpacked(written):
    file = io.sample(written(gzip.compress(SALES.encode())))
    assert file.settings["compression"] == "gzip"
    assert seen(file)["paid"] == ("3.50", "4.00")
    zstd = pa.compress(SALES.encode(), codec="zstd", asbytes=True)
    assert seen(io.sample(written(zstd))) == seen(file)


def test_of_a_long_text_later_lines_are_seen_too(written):
    body = "".join(
        f"{i:06d},{'early' if i < 150_000 else 'late'}\n" for i in range(200_000)
    )
    file = io.sample(written(f"id,when\n{body}".encode()))
    assert set(seen(file)["when"]) == {"early", "late"}
    assert file.n_rows < 100_000
    assert all(len(value) == 6 for value in seen(file)["id"])


def test_parquet_says_its_types(tmp_path):
    path = tmp_path / "file.csv"
    table = pa.table(
        {
            "customer": ["007"],
            "day": pa.array([19724], pa.date32()),
            "at": pa.array([0], pa.timestamp("us")),
            "id": [17850.0],
        }
    )
    pq.write_table(table, path)
    file = io.sample(path)
    assert [column.typed for column in file.columns] == ["", "day", "time", "number"]
    assert file.columns[3].is_whole_float
    assert file.settings == {}


def test_a_database_is_seen_through_its_first_table(tmp_path):
    path = tmp_path / "shop.dat"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE sales (customer, paid)")
        db.execute("INSERT INTO sales VALUES ('007', 3.5)")
        db.execute("CREATE TABLE stock (item)")
    db.close()
    file = io.sample(path)
    assert seen(file) == {"customer": ("007",), "paid": ("3.5",)}
    assert file.settings["format"] == "sqlite"
    assert file.settings["table"].value == "sales"
    assert file.settings["table"].doubts == ("the file has others too: stock.",)


def test_a_duckdb_file_is_known_by_its_mark(tmp_path):
    path = tmp_path / "shop.dat"
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE TABLE sales AS SELECT '007' AS customer, 3.5 AS paid")
    file = io.sample(path)
    assert seen(file) == {"customer": ("007",), "paid": ("3.5",)}
    assert (file.settings["format"], file.settings["table"].value) == (
        "duckdb",
        "sales",
    )


def test_a_workbook_is_known_by_its_bytes(tmp_path):
    path = tmp_path / "shop.dat"
    book = openpyxl.Workbook()
    book.active.append(["customer", "paid"])
    book.active.append(["007", 3.5])
    book.save(path)
    file = io.sample(path)
    assert seen(file) == {"customer": ("007",), "paid": ("3.5",)}
    assert file.settings == {"format": "excel"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PAR1 and no more",
        b"SQLite format 3\0 and no more",
        gzip.compress(SALES.encode(), mtime=0)[:-12],
    ],
)
def test_what_is_empty_or_broken_is_refused_in_a_sentence(written, content):
    with pytest.raises(InputError, match=r"file\.bin"):
        io.sample(written(content))


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "file.bin"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(InputError, match=r"file\.bin"):
        io.sample(path)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="a file is needed"):
        io.sample(tmp_path)
    with pytest.raises(InputError, match="a file is needed"):
        io.sample(tmp_path / "nothing.csv")
