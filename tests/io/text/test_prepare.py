from pathlib import Path

import numpy as np
import pytest

from patronage.errors import MachineError
from patronage.ingest import File
from patronage.io.text.prepare import Text, prepare


def prepared(tmp_path, data: bytes, **declared) -> Text:
    (tmp_path / "a.csv").write_bytes(data)
    file = File(path="a.csv", **({"format": "csv"} | declared))
    return prepare("shop", tmp_path / "a.csv", file, tmp_path / "copy")


def lines(text: Text) -> list[int]:
    rows = np.arange(text.rows)
    place = np.searchsorted(text.first, rows, side="right") - 1
    return (text.lines[place] + rows - text.first[place]).tolist()


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n3,4\n",
        b"a,b\r\n1,2\r\n3,4\r\n",
        b"a,b\n1,2\n3,4",
        "\ufeffa,b\n1,上海\n3,4\n".encode(),
        b'a,b\n"1",""""\n3,\t4\n',
    ],
)
def test_a_plain_text_is_read_where_it_stands(tmp_path, data):
    text = prepared(tmp_path, data)
    assert (text.path, text.skip) == (tmp_path / "a.csv", 1)
    assert (text.columns, lines(text)) == (("a", "b"), [2, 3])
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,b\r1,2\r3,4\r", [2, 3]),
        (b"a,b\n1,2\r\n3,4\n", [2, 3]),
        (b"a,b\r\n1,2\r\n3,4", [2, 3]),
        (b"\na,b\n\n1,2\n\n\n3,4\n", [4, 7]),
        (b'"a\nx",b\n1,2\n3,4\n', [3, 4]),
    ],
)
def test_another_text_is_written_plainly_with_its_lines(tmp_path, data, expected):
    text = prepared(tmp_path, data)
    assert (text.path.read_bytes(), text.skip) == (b"1,2\n3,4\n", 0)
    assert lines(text) == expected


def test_records_over_several_lines_move_those_below(tmp_path):
    text = prepared(tmp_path, b'a,b\n"1\n\n",2\n3,4\n"5\r\n6",7\n8,9\n')
    assert lines(text) == [2, 5, 6, 8]
    assert text.path == tmp_path / "a.csv"


def test_damaged_lines_are_set_aside(tmp_path):
    text = prepared(tmp_path, b"a,b\n1,2\n3,\xff\n4,\0\n5,6\n")
    assert text.rejected == ((3, "bad_encoding", "3,�"), (4, "control_char", "4,�"))
    assert (text.path.read_bytes(), lines(text)) == (b"1,2\n5,6\n", [2, 5])


def test_a_missing_last_newline_is_worth_a_warning(tmp_path):
    (warning,) = prepared(tmp_path, b"a,b\n1,2").warnings
    assert warning == "shop has no newline at its end (truncated_tail)."
    assert prepared(tmp_path, b"a,b\n1,2\n").warnings == ()


def test_a_header_alone_has_no_rows(tmp_path):
    assert prepared(tmp_path, b"a,b\n").rows == 0


def test_without_a_header_the_first_line_is_a_row(tmp_path):
    text = prepared(tmp_path, b"1,2\n", header=False, names=["a", "b"])
    assert (text.columns, text.skip, lines(text)) == (("a", "b"), 0, [1])


def test_windows_line_ends_are_read_in_place_where_a_header_shows_them(tmp_path):
    named = {"header": False, "names": ["a", "b"]}
    assert prepared(tmp_path, b"a,b\r\n1,2\r\n").path.name == "a.csv"
    assert prepared(tmp_path, b"a,b\r\n1,2\r\n", **named).path.name == "copy"


def test_lines_are_rows_of_one_column(tmp_path):
    text = prepared(tmp_path, b' 1 "a\r\n\r\n2,b\r\n', format="lines")
    assert (text.columns, lines(text)) == (("text",), [1, 3])


def test_a_copy_that_finds_no_room_is_an_error_of_the_machine(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a\r1\r")
    file = File(path="a.csv", format="csv")
    with pytest.raises(MachineError, match=r"shop cannot be copied: .*No space left"):
        prepare("shop", tmp_path / "a.csv", file, Path("/dev/full"))
