import datetime as dt
import string

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import InputError, IntegrityError, QualityError
from patronage.ingest import File
from patronage.io.databases import excel, workbook
from patronage.io.databases.texts import BATCH_ROWS

IDS = st.text(alphabet="0019eE.+-NAn/a", min_size=1, max_size=8)
# What openpyxl writes for text of blanks alone is blank to Excel too.
LETTERS = string.printable[:-5] + "中é😀\u200b"
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=20).filter(str.strip)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.xlsx"


def save(path, *rows, **others):
    """Save a workbook: the rows of its first sheet, then other sheets by name."""
    book = openpyxl.Workbook()
    book.active.title = "Sales"
    for name, lines in {"Sales": rows, **others}.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for r, line in enumerate(lines, 1):
            for c, value in enumerate(line, 1):
                cell = sheet.cell(r, c, value)
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "s"
    book.save(path)


def read(path, **changes):
    file = File(path=str(path), format="excel", **changes)
    return excel.rows(path, file).read_all()


def cell(path, value):
    save(path, ["v"], [value])
    return read(path)["v"].to_pylist()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123", "00123"),
        ("NA", "NA"),
        ("1e5", "1e5"),
        ("2024-01-01", "2024-01-01"),
        (17850.0, "17850"),
        (-3, "-3"),
        (1e5, "100000"),
        (123456789012345, "123456789012345"),
        (2**53, "9007199254740992.0"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (True, "true"),
        (False, "false"),
        ("#N/A", "#N/A"),
        ("#REF!", "#REF!"),
        (dt.datetime(2024, 2, 29, 13, 45, 7), "2024-02-29 13:45:07"),
        (dt.datetime(2024, 2, 29), "2024-02-29 00:00:00"),
        (dt.date(2024, 2, 29), "2024-02-29 00:00:00"),
        (dt.datetime(2024, 2, 29, 23, 59, 59, 700_000), "2024-02-29 23:59:59"),
        (dt.time(9, 5), "09:05:00"),
        (dt.timedelta(hours=30, seconds=1), "30:00:01"),
        (None, None),
        ("", None),
    ],
)
def test_every_cell_comes_as_exact_text(path, value, text):
    if text is None:
        save(path, ["v", "w"], [value, "x"])
        assert read(path)["v"].to_pylist() == [None]
    else:
        assert cell(path, value) == [text]


@settings(max_examples=20, deadline=None)
@given(ids=st.lists(IDS, min_size=1, unique=True))
def test_ids_written_as_text_never_merge(tmp_path_factory, ids):
    path = tmp_path_factory.mktemp("ids") / "shop.xlsx"
    save(path, ["id"], *([each] for each in ids))
    assert read(path)["id"].to_pylist() == ids


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1))
def test_text_comes_back_as_it_was_written(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("texts") / "shop.xlsx"
    save(path, ["v"], *([each] for each in texts))
    assert read(path)["v"].to_pylist() == texts


def test_whole_seconds_stay_whole(path):
    start = dt.datetime(2024, 2, 29)
    times = [start + dt.timedelta(seconds=7 * i) for i in range(1000)]
    save(path, ["v"], *([each] for each in times))
    assert read(path)["v"].to_pylist() == [str(each) for each in times]


def test_the_first_sheet_is_read_unless_another_is_named(path):
    save(path, ["who"], ["ann"], Others=[["who"], ["bob"]])
    assert read(path)["who"].to_pylist() == ["ann"]
    assert read(path, table="Others")["who"].to_pylist() == ["bob"]


def test_a_missing_sheet_is_named_beside_those_that_are_there(path):
    save(path, ["who"], Others=[["who"]])
    with pytest.raises(
        InputError, match=r"no sheet 'Sale' \(found: 'Sales', 'Others'\)"
    ):
        read(path, table="Sale")


def test_charts_are_no_sheets(path):
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart", 0)
    book["Sheet"]["A1"] = "who"
    book.save(path)
    assert read(path).column_names == ["who"]
    with pytest.raises(InputError, match="no sheet 'Chart'"):
        read(path, table="Chart")


def test_a_table_may_stand_anywhere_in_its_sheet(path):
    save(path, [], [], [None, "who", "n"], [None, "ann", 1], [None, "#N/A", 2])
    rows = read(path)
    assert rows.to_pylist() == [{"who": "ann", "n": "1"}, {"who": "#N/A", "n": "2"}]
    assert rows.schema.metadata == {b"first_line": b"4"}


def test_blank_and_merged_and_short_rows_are_filled_up_with_nulls(path):
    save(path, ["who", "n", "paid"], ["ann"], [], [None, None, 3])
    book = openpyxl.load_workbook(path)
    book["Sales"].merge_cells("A2:C2")
    book.save(path)
    assert [tuple(row.values()) for row in read(path).to_pylist()] == [
        ("ann", None, None),
        (None, None, None),
        (None, None, "3"),
    ]


def test_names_are_given_as_they_are_written(path):
    save(path, [" who ", "ＩＤ", 2024, None, "who"], [1, 2, 3, 4, 5])
    names = read(path).schema.names
    assert names == [" who ", "ＩＤ", "2024", "column D", "who"]


def test_declared_names_stand_for_the_header(path):
    save(path, ["x", "y"], ["ann", 1])
    assert read(path, names=["who", "n"]).to_pylist() == [{"who": "ann", "n": "1"}]
    assert read(path, names=["who", "n"], header=False).num_rows == 2
    padded = read(path, names=["who", "n", "paid"])
    assert padded.to_pylist() == [{"who": "ann", "n": "1", "paid": None}]


def test_more_columns_than_names_are_refused(path):
    save(path, ["x", "y"], ["ann", 1])
    with pytest.raises(InputError, match="should have 1 columns; it has 2"):
        read(path, names=["who"])


def test_a_sheet_without_a_cell_has_no_rows(path):
    save(path)
    with pytest.raises(QualityError, match="no_rows"):
        read(path)


def test_a_header_alone_is_an_empty_table(path):
    save(path, ["who"])
    assert read(path).num_rows == 0


def test_long_sheets_come_in_batches(path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sales")
    for i in range(BATCH_ROWS + 2):
        sheet.append([i])
    book.save(path)
    reader = excel.rows(path, File(path=str(path), format="excel"))
    assert [batch.num_rows for batch in reader] == [BATCH_ROWS, 1]


@pytest.mark.parametrize("content", [b"who,paid\nann,1\n", b"", b"PK\3\4", None])
def test_what_is_no_workbook_is_refused(path, content):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="no workbook"):
        read(path)


def test_a_workbook_that_was_cut_off_is_refused(path):
    save(path, ["who"], *([f"customer {i}"] for i in range(100)))
    data = path.read_bytes()
    for end in range(0, len(data), 97):
        path.write_bytes(data[:end])
        with pytest.raises(InputError):
            read(path)


def test_a_workbook_with_a_changed_byte_is_refused_or_read_whole(path):
    save(path, ["who"], *([f"customer {i}"] for i in range(100)))
    whole, data = read(path), path.read_bytes()
    for place in range(0, len(data), 53):
        path.write_bytes(data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :])
        try:
            survived = read(path)
        except (InputError, IntegrityError):
            continue
        assert survived.equals(whole), f"byte {place} was changed unseen"


def test_a_workbook_that_would_unpack_to_a_flood_is_refused(path, monkeypatch):
    save(path, ["who"], *([" " * 9000] for _ in range(50)))
    monkeypatch.setattr(workbook, "BOMB_BYTES", 1 << 10)
    monkeypatch.setattr(workbook, "BOMB_RATIO", 1)
    with pytest.raises(IntegrityError, match="would unpack"):
        read(path)
