"""A text as blocks of whole records, however its lines end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from patronage.errors import InputError
from patronage.io.text.quotes import CR, LF, IntArray, Quoting, Spans

MAX_LINE = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Block:
    """Whole records: their bytes, where each ends, and on which line each starts.

    `ends` are the positions of the line ends that end records; `lines` are counted
    from 1 as an editor does. `whole` is false where the text stops within a line.
    """

    data: bytes
    ends: IntArray
    lines: IntArray
    whole: bool = True

    @cached_property
    def codes(self) -> NDArray[np.uint8]:
        """The bytes as numbers."""
        return np.frombuffer(self.data, dtype=np.uint8)

    @cached_property
    def starts(self) -> IntArray:
        """Where each record starts."""
        return np.concatenate([np.zeros(1, dtype=np.int64), self.ends[:-1] + 1])

    @cached_property
    def windows(self) -> NDArray[np.bool_]:
        """Whether each record ends with CR LF."""
        if b"\r" not in self.data:
            return np.zeros(len(self.ends), dtype=bool)
        return (self.codes[self.ends - 1] == CR) & (self.ends > self.starts)

    @cached_property
    def blank(self) -> NDArray[np.bool_]:
        """Whether each record is an empty line."""
        return self.ends - self.starts - self.windows == 0

    def record(self, index: int) -> bytes:
        """Return one record without its line end."""
        end = self.ends[index] - self.windows[index]
        return self.data[self.starts[index] : end]

    def tidied(self, kept: NDArray[np.bool_]) -> bytes:
        """Return some of the records, each ended by LF."""
        if (
            kept.all()
            and not self.windows.any()
            and (self.codes[self.ends] == LF).all()
        ):
            return self.data
        codes = self.codes.copy()
        codes[self.ends] = LF
        wanted = np.repeat(kept, self.ends - self.starts + 1)
        wanted[self.ends[self.windows] - 1] = False
        return codes[wanted].tobytes()


def blocks(label: str, pieces: Iterable[bytes], quoting: Quoting) -> Iterator[Block]:
    """Cut a text into blocks; its last line need not be ended.

    Raises
    ------
    InputError
        If a line is too long, or a quote does not end.
    """
    rest, line = b"", 1
    for piece in _unmarked(pieces):
        data = rest + piece
        block, rest, line = _cut(label, data, line, quoting)
        if len(block.ends):
            yield block
        if len(rest) > MAX_LINE:
            raise _endless(label, rest, line, quoting)
    yield from _last(label, rest, line, quoting)


def _unmarked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    remaining = iter(pieces)
    yield next(remaining, b"").removeprefix(BYTE_ORDER_MARK)
    yield from remaining


def _last(label: str, rest: bytes, line: int, quoting: Quoting) -> Iterator[Block]:
    ended = rest if rest.endswith(b"\n") else rest + b"\n"
    block, open_, _ = _cut(label, ended, line, quoting)
    if open_:
        raise _endless(label, open_, line + len(_breaks(block.data)), quoting)
    if rest:
        yield replace(block, whole=rest.endswith((b"\n", b"\r")))


def _cut(
    label: str, data: bytes, line: int, quoting: Quoting
) -> tuple[Block, bytes, int]:
    spans = quoting.spans(data)
    breaks = _breaks(data)
    _check_broken(label, data, spans, line + np.searchsorted(breaks, spans.broken))
    ending = np.flatnonzero(~spans.hold(breaks))
    ends = breaks[ending]
    size = int(ends[-1]) + 1 if len(ends) else 0
    lines = line + np.concatenate([np.zeros(1, dtype=np.int64), ending + 1])
    block = Block(data[:size], ends, lines[:-1])
    _check_length(label, block)
    return block, data[size:], int(lines[-1])


def _breaks(data: bytes) -> IntArray:
    codes = np.frombuffer(data, dtype=np.uint8)
    if b"\r" not in data:
        return np.flatnonzero(codes == LF)
    # A CR at the very end may be the first half of CR LF.
    alone = (codes[:-1] == CR) & (codes[1:] != LF)
    return np.flatnonzero(np.append(alone, False) | (codes == LF))


def _check_broken(label: str, data: bytes, spans: Spans, lines: IntArray) -> None:
    last = spans.last[np.searchsorted(spans.first, spans.broken)]
    for first, end, line in zip(spans.broken, last, lines, strict=True):
        if b"\n" in data[first:end] or b"\r" in data[first:end]:
            raise _unclosed(label, int(line))


def _check_length(label: str, block: Block) -> None:
    long = np.flatnonzero(block.ends - block.starts > MAX_LINE)
    if len(long):
        raise _too_long(label, int(block.lines[long[0]]))


def _endless(label: str, data: bytes, line: int, quoting: Quoting) -> InputError:
    spans = quoting.spans(data)
    open_ = spans.first[spans.last == len(data)]
    if len(open_):
        return _unclosed(label, line + int(np.searchsorted(_breaks(data), open_[0])))
    return _too_long(label, line)


def _unclosed(label: str, line: int) -> InputError:
    return InputError(f"{label} has a quote that never ends, from line {line} on.")


def _too_long(label: str, line: int) -> InputError:
    return InputError(
        f"{label}: line {line} is longer than {MAX_LINE:,} bytes; is it a text?"
    )
