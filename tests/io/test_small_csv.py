import pytest

from patronage import io
from patronage.errors import InputError


def read(tmp_path, text, columns=("a", "b")):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return io.read_small_csv(path, columns)


def test_values_are_text_and_lines_keep_their_numbers(tmp_path):
    table = read(tmp_path, "\ufeffb, a,c\n01, x ,\n\n1e3,y,z\n")
    assert table.to_dict("index") == {
        2: {"a": "x", "b": "01"},
        4: {"a": "y", "b": "1e3"},
    }


def test_a_head_alone_is_an_empty_table(tmp_path):
    assert read(tmp_path, "a,b\n").empty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,c\n1,2\n", "missing: b"),
        ("", "missing: a, b"),
        ("a,b\n1\n", "2 fields in each line.*1 in line 2"),
        (b"a,b\n\xff,1\n", "CSV in UTF-8"),
        ('a,b\n"1,2\n', "CSV in UTF-8"),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv' should be a file"):
        io.read_small_csv(tmp_path / "none.csv", ["a"])
