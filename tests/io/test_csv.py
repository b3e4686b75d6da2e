import csv
import datetime
import io as streams
import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage import io
from patronage.errors import MachineError

TRIGGERS = "=+-@＝＋－＠"


def written(path, table: pa.Table) -> list[list[str]]:
    io.write_csv(path / "table.csv", table)
    text = (path / "table.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(streams.StringIO(text, newline="")))


@pytest.mark.parametrize("text", [f"{sign}1+1" for sign in TRIGGERS])
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(tmp_path, text):
    assert written(tmp_path, pa.table({"id": [text]}))[1] == [f"'{text}"]


@pytest.mark.parametrize(
    "text",
    [
        "\t=1",
        "\r=1",
        "\n=1",
        "\x00=1",
        " =1",
        '"=1',
        "'=1",
        "\tx",
        "\rx",
        "\u3000＝1",
        "\u200b=1",
    ],
)
def test_no_sign_before_a_formula_hides_it(tmp_path, text):
    assert written(tmp_path, pa.table({"id": [text]}))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["a=1", "1-2", "x@y.cn", "", "客户", "a,b", 'a"b'])
def test_other_text_stays_as_it_is(tmp_path, text):
    assert written(tmp_path, pa.table({"id": [text]}))[1] == [text]


def test_numbers_days_and_truths_stay_what_they_are(tmp_path):
    day = datetime.date(2024, 2, 29)
    table = pa.table({"n": [-1.5], "k": [-2], "day": [day], "yes": [True]})
    assert written(tmp_path, table)[1] == ["-1.5", "-2", "2024-02-29", "true"]


def test_no_value_is_an_empty_cell(tmp_path):
    table = pa.table({"a": pa.array([None, ""]), "n": pa.array([None, 1])})
    written(tmp_path, table)
    lines = (tmp_path / "table.csv").read_bytes().splitlines()
    assert lines[1:] == [b",", b'"",1']


def test_levels_are_text_too(tmp_path):
    level = pa.array(["=1", "b", None]).dictionary_encode()
    rows = written(tmp_path, pa.table({"level": level, "n": [1, 2, 3]}))
    assert rows[1:] == [["'=1", "1"], ["b", "2"], ["", "3"]]


def test_names_of_columns_are_text_too(tmp_path):
    assert written(tmp_path, pa.table({"=cmd": [1]}))[0] == ["'=cmd"]


def test_a_spreadsheet_is_told_that_it_is_utf8(tmp_path):
    written(tmp_path, pa.table({"id": ["客户"]}))
    assert (tmp_path / "table.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_table_without_rows_has_its_heading(tmp_path):
    assert written(tmp_path, pa.table({"id": pa.array([], pa.string())})) == [["id"]]


def test_how_a_table_came_in_pieces_does_not_show(tmp_path):
    table = pa.table({"id": ["a", "b", "c"]})
    io.write_csv(tmp_path / "whole.csv", table)
    io.write_csv(tmp_path / "cut.csv", pa.concat_tables([table[:1], table[1:]]))
    whole = (tmp_path / "whole.csv").read_bytes()
    assert (tmp_path / "cut.csv").read_bytes() == whole


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(MachineError, match="cannot be written"):
        io.write_csv(tmp_path / "taken" / "x.csv", pa.table({"id": ["a"]}))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_no_cell_begins_like_a_formula_and_nothing_else_is_lost(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp()
    (heading, (cell, number)) = written(folder, pa.table({"t": [text], "n": [1]}))
    assert (heading, number) == (["t", "n"], "1")
    assert cell.replace("'", "") == text.replace("'", "")
    for part in (cell, *re.split("[;\t\r\n]", cell)[1:]):
        assert not part.lstrip(' \t\r\n\x00"').startswith(tuple(TRIGGERS))
    assert not cell.startswith(("\t", "\r", "\n", "\x00"))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("=1;=2", "'=1;'=2"),
        ("x\t@SUM(1)", "x\t'@SUM(1)"),
        ('x;"=1"', 'x;\'"=1"'),
        ("x; y=1;z", "x; y=1;z"),
    ],
)
def test_a_part_that_would_be_a_cell_is_disarmed_too(tmp_path, text, safe):
    assert written(tmp_path, pa.table({"id": [text]}))[1] == [safe]
