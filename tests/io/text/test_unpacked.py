import gzip

import pyarrow as pa
import pytest

from patronage.errors import ConfigError, InputError, IntegrityError
from patronage.ingest import File
from patronage.io.text import unpacked
from patronage.io.text.unpacked import candidates, codec, first_undecodable, utf8

TEXT = "id,名\n1,上海🙂\n" * 50
PACKED = {
    "a.csv.gz": gzip.compress,
    "a.csv.zst": lambda data: pa.compress(data, codec="zstd", asbytes=True),
}


def read(tmp_path, data: bytes, name: str = "a.csv", **declared) -> bytes:
    (tmp_path / name).write_bytes(data)
    file = File(path=name, format="csv", **declared)
    return b"".join(utf8("shop", tmp_path / name, file))


@pytest.fixture(params=[1, 7, 1 << 20])
def chunk(request, monkeypatch) -> int:
    monkeypatch.setattr(unpacked, "CHUNK", request.param)
    return request.param


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf_16_be"]
)
def test_every_declared_encoding_becomes_utf8(tmp_path, chunk, encoding):
    assert read(tmp_path, TEXT.encode(encoding), encoding=encoding) == TEXT.encode()


@pytest.mark.parametrize("name", PACKED)
def test_packed_texts_are_unpacked(tmp_path, chunk, name):
    assert read(tmp_path, PACKED[name](TEXT.encode()), name) == TEXT.encode()


@pytest.mark.parametrize("name", PACKED)
def test_packed_texts_may_have_several_parts(tmp_path, name):
    data = PACKED[name](b"a,b\n") + PACKED[name](b"1,2\n")
    assert read(tmp_path, data, name) == b"a,b\n1,2\n"


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_text_cut_anywhere_is_refused(tmp_path, name):
    data = PACKED[name](TEXT.encode())
    for size in range(1, len(data)):
        with pytest.raises(InputError, match="shop cannot be read"):
            read(tmp_path, data[:size], name)


def test_a_packed_text_with_a_flipped_bit_is_refused(tmp_path):
    data = bytearray(gzip.compress(TEXT.encode()))
    data[len(data) // 2] ^= 1
    with pytest.raises(InputError, match="shop cannot be read"):
        read(tmp_path, bytes(data), "a.csv.gz")


def test_a_text_that_only_says_that_it_is_packed_is_refused(tmp_path):
    with pytest.raises(InputError, match="shop cannot be read"):
        read(tmp_path, b"a,b\n1,2\n", compression="gzip")


@pytest.mark.parametrize("name", PACKED)
def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch, name):
    monkeypatch.setattr(unpacked, "BOMB_BYTES", 1 << 21)
    with pytest.raises(IntegrityError, match="more than 200 times its size"):
        read(tmp_path, PACKED[name](bytes(1 << 23)), name)


def test_what_packs_well_but_is_small_is_no_bomb(tmp_path):
    zeros = b"0" * (1 << 20)
    assert read(tmp_path, gzip.compress(zeros), "a.csv.gz") == zeros


def test_what_cannot_be_decoded_is_no_utf8_either(tmp_path, chunk):
    data = read(tmp_path, "上\n海\n".encode("gbk") + b"\xff\nx\n", encoding="gbk")
    good, bad, rest = data[:8], data[8:-3], data[-3:]
    assert (good.decode(), rest) == ("上\n海\n", b"\nx\n")
    with pytest.raises(UnicodeDecodeError):
        bad.decode()


@pytest.mark.parametrize("encoding", ["no-such", "rot13", "base64"])
def test_an_encoding_that_no_text_has_is_an_error_of_configuration(encoding):
    with pytest.raises(ConfigError, match=f"no encoding is called '{encoding}'"):
        codec(File(path="a", format="csv", encoding=encoding))


def test_an_encoding_may_be_called_by_any_of_its_names():
    names = ["UTF8", "utf-8-sig", "U8"]
    files = [File(path="a", format="csv", encoding=name) for name in names]
    assert {codec(file) for file in files} == {"utf-8"}


def test_the_first_bad_byte_is_found(tmp_path, chunk):
    (tmp_path / "a.csv").write_bytes("上海".encode() + b"ab\xffc")
    file = File(path="a.csv", format="csv")
    assert first_undecodable("shop", tmp_path / "a.csv", file) == 8


def test_utf_16_without_its_mark_is_said_to_be_another_encoding(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"who,paid\n7,1.00\n")
    file = File(path="a.csv", format="csv", encoding="utf-16")
    with pytest.raises(InputError, match=r"shop is not utf-16 at byte 0; .* utf-8"):
        list(utf8("shop", tmp_path / "a.csv", file))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_encodings_that_would_do_are_named(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes(TEXT.encode(encoding))
    file = File(path="a.csv", format="csv")
    assert encoding in candidates("shop", tmp_path / "a.csv", file)
