"""Text files as a stream of UTF-8, whatever their packing and encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from patronage.errors import ConfigError, InputError, IntegrityError
from patronage.ingest.declared.file import File
from patronage.io.raw.inputs import readable

CHUNK = 1 << 20
BOMB_BYTES, BOMB_RATIO = 1 << 30, 200
MARK, UNDECODED = "patronage.undecoded", "\udcff"
SAMPLE = 1 << 16
CANDIDATES = ("utf-8", "gb18030", "utf-16", "big5", "shift_jis", "cp1252")


def codec(file: File) -> str:
    """Return the usual name of a file's encoding.

    Raises
    ------
    ConfigError
        If no text is written so.
    """
    try:
        found = codecs.lookup(file.encoding).name
        "".encode(found)
    except LookupError:
        raise ConfigError(f"no encoding is called '{file.encoding}'.") from None
    return "utf-8" if found == "utf-8-sig" else found


def utf8(label: str, path: Path, file: File) -> Iterator[bytes]:
    """Yield a text in pieces; what cannot be decoded is no valid UTF-8 either.

    Raises
    ------
    InputError
        If a packed file is damaged, or the mark of UTF-16 is not there.
    IntegrityError
        If it unpacks to far more than an honest file would.
    """
    pieces = unpacked(label, path, file)
    encoding = codec(file)
    if encoding == "utf-8":
        return pieces
    return _decoded(label, path, file, codecs.iterdecode(pieces, encoding, MARK))


def unpacked(label: str, path: Path, file: File) -> Iterator[bytes]:
    """Yield the bytes of a file, decompressed."""
    size = path.stat().st_size
    with readable(label), pa.OSFile(str(path)) as raw:
        packed = file.packing != "none" and size > 0
        stream = pa.CompressedInputStream(raw, file.packing) if packed else raw
        total = 0
        while piece := stream.read(CHUNK):
            total += len(piece)
            if packed and total > max(BOMB_BYTES, BOMB_RATIO * size):
                raise IntegrityError(
                    f"{label} unpacks to more than {BOMB_RATIO} times its size."
                )
            yield piece


def first_undecodable(label: str, path: Path, file: File) -> int:
    """Return the offset of the first byte that is not of the declared encoding."""
    decoder = codecs.getincrementaldecoder(codec(file))()
    before = 0
    for piece in unpacked(label, path, file):
        before += len(piece)
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return before - len(error.object) + error.start
    return before


def candidates(label: str, path: Path, file: File) -> list[str]:
    """Return the encodings that the beginning of a file could have."""
    sample = next(unpacked(label, path, file), b"")[:SAMPLE]
    fit = [name for name in CANDIDATES if _decodes(name, sample)]
    return [name for name in fit if name != codec(file)] or ["latin-1"]


def _decoded(
    label: str, path: Path, file: File, texts: Iterator[str]
) -> Iterator[bytes]:
    try:
        for text in texts:
            yield text.encode("utf-8", "surrogatepass")
    except UnicodeError:  # the mark that UTF-16 begins with is not there
        others = " or ".join(candidates(label, path, file))
        raise InputError(
            f"{label} is not {file.encoding} at byte 0; it may be {others}."
        ) from None


def _decodes(encoding: str, sample: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeError:
        return False
    return "\0" not in text


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODED, error.end


codecs.register_error(MARK, _mark)
