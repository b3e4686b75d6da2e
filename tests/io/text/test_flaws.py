import pytest

from patronage.ingest import File
from patronage.io.text.blocks import blocks
from patronage.io.text.flaws import Tally, flaws, shown
from patronage.io.text.quotes import Quoting

CSV = File(path="a.csv", format="csv")


def found(data: bytes, file: File = CSV) -> list[tuple[int, str, str]]:
    (block,) = blocks("shop", [data], Quoting.of(file))
    return [(flaw.record, flaw.reason, flaw.value) for flaw in flaws(block, file)[0]]


def tally(data: bytes, file: File = CSV) -> Tally:
    (block,) = blocks("shop", [data], Quoting.of(file))
    return flaws(block, file)[1]


def test_good_text_in_any_script_has_no_flaw():
    assert found('a,\t"b\nc"\r\n名,🙂\n'.encode()) == []


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 127])
def test_control_characters_but_tab_and_line_ends_are_flaws(code):
    data = b"a,b\n1," + bytes([code]) + b"\n3,4\n"
    assert found(data) == [(1, "control_char", "1,\ufffd")]


def test_a_control_character_that_separates_fields_is_none():
    file = File(path="a", format="csv", delimiter="\x1f")
    assert found(b"a\x1fb\n1\x1e\x1f2\n", file) == [
        (1, "control_char", "1\ufffd\ufffd2")
    ]


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\xaf"])
def test_what_is_no_utf8_is_a_flaw(bad):
    assert [f[:2] for f in found(b"a\n1" + bad + b"\n2\n")] == [(1, "bad_encoding")]


def test_a_record_has_one_flaw():
    assert [f[:2] for f in found(b"\0\xff\0\n")] == [(0, "bad_encoding")]


def test_a_value_is_cut_and_safe_to_show():
    assert shown(b"\x1b[31m\n" + b"x" * 100) == "\ufffd[31m\ufffd" + "x" * 58
    assert shown("上".encode() * 100) == "上" * 64


def test_some_bad_lines_do_not_make_another_encoding():
    assert not tally(b"a\n" + b"1\xff\n" * 3).another_encoding
    assert not tally(b"a\n" + "上\n".encode() * 12 + b"1\xff\n" * 10).another_encoding


def test_many_bad_lines_do():
    assert tally(b"a\n" + b"caf\xe9\n" * 10).another_encoding


def test_one_line_that_reads_well_as_chinese_does():
    line = "1,上海\n".encode("gbk")
    assert tally(b"id,city\n" + line).another_encoding
    assert not tally("id,市\n2,海\n".encode() + line).another_encoding


def test_tallies_add_up():
    assert Tally(3, 1) + Tally(2, 2, chinese=True) == Tally(5, 3, chinese=True)
