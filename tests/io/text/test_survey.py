import pytest

from patronage.errors import InputError, QualityError
from patronage.ingest import File
from patronage.io.text.survey import Head, head, survey

TEXT = "id,city\n1,上海\n2,北京\n"


def beginning(tmp_path, data: bytes, **declared) -> Head:
    (tmp_path / "a.csv").write_bytes(data)
    file = File(path="a.csv", **({"format": "csv"} | declared))
    return head("shop", tmp_path / "a.csv", file)


def test_the_header_is_the_first_line_that_is_not_empty(tmp_path):
    found = beginning(tmp_path, b"\r\n\na,b\n1,2\n")
    assert (found.columns, found.line) == (("a", "b"), 3)


@pytest.mark.parametrize("data", [b"", b"\n\r\n", "\ufeff".encode()])
def test_an_empty_text_has_no_rows(tmp_path, data):
    with pytest.raises(QualityError, match=r"shop is empty \(no_rows\)"):
        beginning(tmp_path, data)


@pytest.mark.parametrize(
    ("encoding", "place"), [("utf-16", 0), ("utf-16-le", 1), ("utf-16-be", 0)]
)
def test_utf16_that_is_not_declared_is_recognised(tmp_path, encoding, place):
    sentence = f"shop is not utf-8 at byte {place}; it may be utf-16"
    with pytest.raises(InputError, match=sentence):
        beginning(tmp_path, TEXT.encode(encoding))


def test_a_header_in_another_encoding_is_refused(tmp_path):
    with pytest.raises(InputError, match="not utf-8 at byte 3; it may be gb18030"):
        beginning(tmp_path, "id,城市\n1,2\n".encode("gbk"))


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_rows_in_another_encoding_are_refused(tmp_path, encoding):
    found = beginning(tmp_path, TEXT.encode(encoding))
    with pytest.raises(InputError, match="not utf-8 at byte 10; it may be gb18030"):
        survey(found, None)


def test_utf8_that_is_declared_as_something_else_is_refused(tmp_path):
    data = b"id,city\n" + "1,中\n".encode() * 20
    found = beginning(tmp_path, data, encoding="gb18030")
    with pytest.raises(InputError, match=r"not gb18030 at byte \d+; it may be utf-8"):
        survey(found, None)


def test_only_a_plain_text_needs_no_copy(tmp_path):
    assert survey(beginning(tmp_path, TEXT.encode()), None) is not None
    assert survey(beginning(tmp_path, b"a\n\n1\n"), None) is None


def test_a_copy_is_plain(tmp_path):
    found = beginning(tmp_path, "\ufeffid,n\r1,x\r\n\n2,y".encode())
    with (tmp_path / "copy").open("wb") as sink:
        parts = survey(found, sink)
    assert (tmp_path / "copy").read_bytes() == b"1,x\n2,y\n"
    assert [line for part in parts for line in part.lines] == [2, 4]
    assert [part.whole for part in parts][-1] is False
