import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import InputError, IntegrityError
from patronage.io.databases import workbook
from patronage.io.databases.workbook import (
    check_archive,
    column_letters,
    column_number,
    error_cells,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.xlsx"


def save(path, cells, title="Sales"):
    book = openpyxl.Workbook()
    book.create_sheet(title)
    for place, value in cells.items():
        book[title][place] = value
    book.save(path)


@settings(deadline=None)
@given(number=st.integers(min_value=1, max_value=16_384))
def test_letters_and_numbers_of_columns_are_each_others_inverse(number):
    assert column_number(column_letters(number)) == number


def test_columns_are_counted_as_excel_does():
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16_384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD"
    ]  # fmt: skip


def test_errors_are_found_where_they_stand(path):
    save(path, {"A1": "who", "AB7": "#N/A", "B3": "#REF!", "C3": "fine"}, "S & <Söhne>")
    found = error_cells(path, "S & <Söhne>")
    assert found == {(7, 28): "#N/A", (3, 2): "#REF!"}


def test_a_sheet_without_errors_has_none(path):
    save(path, {"A1": "who"})
    assert error_cells(path, "Sales") == {}


def test_errors_are_found_across_the_pieces_in_which_a_sheet_is_read(path, monkeypatch):
    save(path, {f"B{row}": "#N/A" for row in range(1, 40)})
    for size in (67, 101, 997):
        monkeypatch.setattr(workbook, "CHUNK", size)
        assert len(error_cells(path, "Sales")) == 39


def test_a_stray_cell_at_the_end_of_the_sheet_is_refused(path):
    save(path, {"A1": "who", "XFD1048576": "x"})
    with pytest.raises(InputError, match="its cells reach to XFD1048576"):
        error_cells(path, "Sales")


def test_an_archive_that_is_no_workbook_has_no_errors(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "#N/A")
    assert error_cells(path, "Sales") == {}


def test_an_archive_that_unpacks_to_a_flood_is_refused(path, monkeypatch):
    monkeypatch.setattr(workbook, "BOMB_BYTES", 1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(1 << 21))
    with pytest.raises(IntegrityError, match="would unpack to 2097152 bytes"):
        check_archive(path)


def test_a_large_archive_that_packs_poorly_is_no_flood(path, monkeypatch):
    monkeypatch.setattr(workbook, "BOMB_BYTES", 1 << 10)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(1 << 21))
    check_archive(path)


def test_an_archive_whose_bytes_changed_is_refused(path):
    save(path, {"A1": "who"})
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/workbook.xml").header_offset
    data = bytearray(path.read_bytes())
    data[start + 60] ^= 4
    path.write_bytes(data)
    with pytest.raises(InputError, match="is damaged"):
        check_archive(path)
