import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import InputError
from patronage.io.text import blocks as module
from patronage.io.text.blocks import blocks
from patronage.io.text.quotes import Quoting

CSV = Quoting(b",", b'"')


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[i : i + size] for i in range(0, len(data), size)]


def records(data: bytes, size: int = 1 << 20) -> list[tuple[int, bytes]]:
    return [
        (int(line), block.record(index))
        for block in blocks("shop", pieces(data, size), CSV)
        for index, line in enumerate(block.lines)
    ]


def tidied(data: bytes, size: int = 1 << 20) -> bytes:
    found = blocks("shop", pieces(data, size), CSV)
    return b"".join(b.tidied(np.ones(len(b.ends), dtype=bool)) for b in found)


TEXT = b'a,b\r\n\n1,"x\r\n\ny"\r2,""""\n3,4'


@pytest.mark.parametrize("size", range(1, len(TEXT) + 1))
def test_records_and_their_lines_do_not_depend_on_the_pieces(size):
    assert records(TEXT, size) == [
        (1, b"a,b"),
        (2, b""),
        (3, b'1,"x\r\n\ny"'),
        (6, b'2,""""'),
        (7, b"3,4"),
    ]


@pytest.mark.parametrize("size", range(3, 12))
def test_line_ends_become_lf_and_those_in_quotes_stay(size):
    assert tidied(TEXT, size) == b'a,b\n\n1,"x\r\n\ny"\n2,""""\n3,4\n'


@given(st.text(alphabet='ab,"\r\n', max_size=30), st.integers(1, 30))
def test_pieces_of_any_size_give_the_same_records_or_the_same_error(text, size):
    def outcome(size: int) -> object:
        try:
            return records(text.encode(), size)
        except InputError as error:
            return str(error)

    assert outcome(size) == outcome(1 << 20)


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert records("\ufeffa,b\n".encode()) == [(1, b"a,b")]


def test_records_can_be_left_out():
    (block,) = blocks("shop", [b"a\r\nb\r\nc\r\n"], CSV)
    assert block.tidied(np.array([True, False, True])) == b"a\nc\n"


@pytest.mark.parametrize(("end", "whole"), [(b"", False), (b"\n", True), (b"\r", True)])
def test_a_text_that_stops_within_a_line_is_known(end, whole):
    *_, last = blocks("shop", [b"a\nb" + end], CSV)
    assert last.whole is whole


def test_an_empty_text_has_no_blocks():
    assert list(blocks("shop", [], CSV)) == []


@pytest.mark.parametrize("size", [2, 5, 1 << 20])
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'a,b\n1,"x\n2,3\n', 2),
        (b'a,b\n"p\nq",1\n2,"x\n3,"y"\n', 4),
        (b'a,b\n1,2\n3,"', 3),
    ],
)
def test_a_quote_that_never_ends_is_named_by_its_line(data, line, size):
    with pytest.raises(InputError, match=f"never ends, from line {line} on"):
        records(data, size)


@pytest.mark.parametrize("start", [b"", b"a,b\n1,2\n"])
def test_a_line_without_an_end_is_not_kept_in_memory(monkeypatch, start):
    monkeypatch.setattr(module, "MAX_LINE", 100)
    endless = iter([start, *[b"x" * 60] * 3, pytest.fail])
    line = 1 + start.count(b"\n")
    with pytest.raises(InputError, match=f"line {line} is longer than 100 bytes"):
        list(blocks("shop", endless, CSV))


def test_a_quote_without_an_end_is_not_kept_in_memory(monkeypatch):
    monkeypatch.setattr(module, "MAX_LINE", 100)
    endless = iter([b'a,b\n1,"', *[b"x,y\n" * 20] * 3, pytest.fail])
    with pytest.raises(InputError, match="never ends, from line 2 on"):
        list(blocks("shop", endless, CSV))


def test_a_long_line_is_refused_also_where_it_ends(monkeypatch):
    monkeypatch.setattr(module, "MAX_LINE", 100)
    with pytest.raises(InputError, match="line 2 is longer"):
        records(b"a\n" + b"x" * 101 + b"\nb\n")
    assert len(records(b"a\n" + b"x" * 100 + b"\nb\n")) == 3
