import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest.sketching.encoding import decoded, encoding

CHINESE = "客户编号,金额\n零售户甲,12.50\n"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"a,b\n1,2\n", "utf-8"),
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8"),
        (CHINESE.encode("utf-16"), "utf-16"),
        (CHINESE.encode("gb18030"), "gb18030"),
        ("größe;preis\ncafé;1\n".encode("cp1252"), "cp1252"),
        (b"\xff\xfe", "utf-16"),
        ("a,b\n1,2\n".encode("utf-16-le"), "utf-16-le"),
        ("a,b\n1,2\n".encode("utf-16-be"), "utf-16-be"),
        (b"", "utf-8"),
    ],
)
def test_an_encoding_is_found_by_its_bytes(head, name):
    assert encoding(head).value == name


def test_what_only_fits_is_doubted_with_what_else_fits():
    (doubt,) = encoding(CHINESE.encode("gb18030")).doubts
    assert "not UTF-8; read as gb18030" in doubt


@pytest.mark.parametrize("name", ["utf-8", "utf-16"])
def test_what_the_bytes_say_is_not_doubted(name):
    assert encoding(CHINESE.encode(name)).doubts == ()


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_head_may_end_within_a_character(cut):
    assert encoding(CHINESE.encode()[:-cut]).value == "utf-8"
    assert encoding(CHINESE.encode("gb18030")[:-cut]).value == "gb18030"


@given(st.binary(max_size=200))
def test_any_bytes_can_be_decoded_by_what_is_found(head):
    assert isinstance(decoded(head, encoding(head).value), str)
