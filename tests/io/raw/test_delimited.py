import csv
import io as std
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage import io
from patronage.errors import InputError
from patronage.ingest import File
from patronage.io.text import unpacked

CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",\n\r\t')
)
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=8)


def taken(data: bytes, **declared) -> tuple[list, list]:
    """Rows with their lines, and rejected lines."""
    with tempfile.TemporaryDirectory() as folder, io.connect(threads=1) as connection:
        base = Path(folder)
        (base / "shop.csv").write_bytes(data)
        file = File(path="shop.csv", format="csv", **declared)
        io.register(connection, {"shop": file}, base, scratch=base / "scratch")
        rows = connection.execute("SELECT * FROM shop ORDER BY shop_line").fetchall()
        rejected = connection.execute(
            "SELECT line, reason FROM shop_rejected ORDER BY 1"
        )
        return rows, rejected.fetchall()


def physical_lines(text: str) -> int:
    return len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("cell", ["\r", "\n", "\r\n", "x\r\r\ny"])
def test_line_ends_of_any_kind_stay_within_quotes(cell, end):
    named = {"header": False, "names": ["a", "b"]}
    data = f'"{cell}",1{end}'.encode()
    assert taken(data, **named)[0] == [(cell, "1", 1)]
    assert taken(b"a,b" + end.encode() + data)[0] == [(cell, "1", 2)]


@settings(deadline=None, max_examples=60)
@given(
    TABLES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-16", "gb18030"]),
)
def test_any_text_comes_back_exactly_and_on_its_line(table, end, encoding):
    sheet = std.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL
    writer = csv.writer(sheet, lineterminator=end, quoting=quoting)
    writer.writerow(["a", "b"])
    expected = []
    for row in table:
        line = 1 + physical_lines(sheet.getvalue())
        writer.writerow(row)
        expected.append((row[0] or None, row[1] or None, line))
    assert taken(sheet.getvalue().encode(encoding), encoding=encoding) == (expected, [])


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 30), st.integers(0, 29), st.sampled_from([1, 5, 1 << 20]))
def test_one_bad_byte_sets_exactly_its_line_aside(count, index, chunk):
    lines = [f"{i},中文{i}".encode() for i in range(count)]
    bad = index % count
    lines[bad] = lines[bad][:2] + b"\xff" + lines[bad][2:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unpacked, "CHUNK", chunk)
        rows, rejected = taken(b"\n".join([b"a,b", *lines, b""]))
    assert rejected == [(bad + 2, "bad_encoding")]
    assert [row[2] for row in rows] == [i + 2 for i in range(count) if i != bad]


def test_ragged_rows_are_set_aside_one_by_one_and_lines_stay(shop):
    generator = random.Random(7)
    physical, written, good, ragged = 2, [], [], []
    for i in range(20_000):
        kind = generator.choices(("good", "tall", "few", "many"), (90, 5, 2, 3))[0]
        made = {
            "good": f"{i},x",
            "tall": f'{i},"p\n\nq"',
            "few": f"{i}",
            "many": "1,2,3",
        }
        (ragged if kind in ("few", "many") else good).append(physical)
        physical += 1 + made[kind].count("\n")
        written.append(made[kind])
    rows = shop.read("\n".join(["a,b", *written, ""]))
    assert [row[2] for row in rows] == good
    assert shop.rejected() == [(line, "field_count") for line in ragged]


def test_what_follows_a_closed_quote_sets_the_line_aside(shop):
    assert shop.read('a,b\n"1"x,2\n3,4\n') == [("3", "4", 3)]
    assert shop.rejected() == [(2, "stray_quote")]


def test_rejected_lines_are_shown_in_part(shop):
    shop.read("a,b\n" + "x" * 100 + "\n")
    assert shop.rows("SELECT value FROM shop_rejected") == [("x" * 64,)]


def test_quotes_that_mean_two_things_are_refused(shop):
    with pytest.raises(InputError, match="rows by its line ends, but"):
        shop.read('a,b\n1, "x\ny"\n2,3\n')


def test_columns_of_a_set_are_put_in_order_by_name(shop):
    shop.write("1.csv", "a,b\n1,2\n3\n")
    shop.write("2.csv", "b,a\n5,4\n\n7,6")
    shop.write("3.csv", "a,b\n8,9\n")
    shop.register("*.csv")
    second, third = 1 << 40, 2 << 40
    assert shop.rows("SELECT * FROM shop ORDER BY shop_line") == [
        ("1", "2", 2),
        ("4", "5", second | 2),
        ("6", "7", second | 4),
        ("8", "9", third | 2),
    ]
    assert shop.rejected() == [(3, "field_count")]


def test_two_declared_files_do_not_share_their_rejects(shop):
    shop.write("one.csv", "a,b\n1\n")
    shop.write("two.csv", "a,b\n1,2\n")
    shop.register_all({n: File(path=f"{n}.csv", format="csv") for n in ("one", "two")})
    assert shop.rows("SELECT line FROM one_rejected") == [(2,)]
    assert shop.rows("SELECT line FROM two_rejected") == []


def test_columns_may_be_called_as_they_like(shop):
    rows = shop.read('rowid,c0,select,"a""b"\n1,2,3,4\n5\n6,7,8,9\n')
    assert rows == [("1", "2", "3", "4", 2), ("6", "7", "8", "9", 4)]
    named = 'SELECT "a""b", "select", c0, rowid FROM shop ORDER BY shop_line'
    assert shop.rows(named)[0] == ("4", "3", "2", "1")
