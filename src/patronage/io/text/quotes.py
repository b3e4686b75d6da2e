"""Which parts of a text stand within quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.ingest.declared.file import File

IntArray = NDArray[np.int64]
LF, CR = 10, 13


@dataclass(frozen=True)
class Spans:
    """Quoted parts, by the positions of their first and last quote.

    `broken` are the first quotes of parts that do not end where a field does; one
    that has no end yet reaches to the end of the text.
    """

    first: IntArray
    last: IntArray
    broken: IntArray

    def hold(self, places: IntArray) -> NDArray[np.bool_]:
        """Tell which positions are within quotes."""
        opened = np.searchsorted(self.first, places)
        return opened > np.searchsorted(self.last, places)


@dataclass(frozen=True)
class Quoting:
    """How a file marks fields: a quote opens one only where the field begins."""

    delimiter: bytes
    quote: bytes

    @classmethod
    def of(cls, file: File) -> Quoting:
        """Return the quoting of a file; lines have none.

        Raises
        ------
        ConfigError
            If a mark is more than a character.
        """
        if file.format == "lines":
            return cls(b"", b"")
        if len(file.delimiter) != 1 or len(file.quote.encode()) > 1:
            raise ConfigError(
                "a delimiter is one character, a quote one of ASCII or none; got "
                f"{file.delimiter!r} and {file.quote!r}."
            )
        return cls(file.delimiter.encode(), file.quote.encode())

    def spans(self, data: bytes) -> Spans:
        """Find the quoted parts of a text that begins with a record."""
        none = np.empty(0, dtype=np.int64)
        if not self.quote or self.quote not in data:
            return Spans(none, none, none)
        codes = np.frombuffer(data, dtype=np.uint8)
        quotes = np.flatnonzero(codes == self.quote[0])
        first, last = quotes[0::2], quotes[1::2]
        if not self._regular(codes, first, last):
            return self._searched(data)
        return Spans(first, _closed(first, last, len(data)), none)

    def _regular(
        self, codes: NDArray[np.uint8], first: IntArray, last: IntArray
    ) -> bool:
        before = codes[np.maximum(first - 1, 0)]
        after = codes[np.minimum(last + 1, len(codes) - 1)]
        opens = self._borders[before] | (first == 0)
        return bool(opens.all() and self._borders[after].all())

    @cached_property
    def _borders(self) -> NDArray[np.bool_]:
        table = np.zeros(256, dtype=bool)
        table[[LF, CR, self.quote[0], self.delimiter[0], self.delimiter[-1]]] = True
        return table

    def _searched(self, data: bytes) -> Spans:
        found = list(self._field.finditer(data))
        first = np.array([m.start() for m in found], dtype=np.int64)
        last = np.array([m.end() - 1 for m in found if m[1]], dtype=np.int64)
        broken = [m.start() for m in found if m[1] and m[2] is None]
        return Spans(
            first, _closed(first, last, len(data)), np.array(broken, dtype=np.int64)
        )

    @cached_property
    def _field(self) -> re.Pattern[bytes]:
        quote, delimiter = re.escape(self.quote), re.escape(self.delimiter)
        opens = rb"(?:(?<=%b)|(?<=[\r\n])|\A)%b" % (delimiter, quote)
        inside = rb"(?:[^%b]++|%b%b)*+" % (quote, quote, quote)
        ends = rb"(?=(%b|[ \r\n]|\Z)?)" % delimiter
        return re.compile(opens + inside + rb"(%b|\Z)" % quote + ends)


def _closed(first: IntArray, last: IntArray, length: int) -> IntArray:
    return np.append(last, length) if len(last) < len(first) else last
