"""The physical line of every row of many texts, as few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patronage.io.text.prepare import Text
from patronage.io.text.quotes import IntArray

FILE_BITS = 40


@dataclass(frozen=True)
class Numbering:
    """Rows from `first` on stand on the lines from `start` on, up to the next first.

    A line is coded with the index of its file: `(file << 40) | line`.
    """

    first: IntArray
    start: IntArray

    @classmethod
    def of(cls, texts: Sequence[Text]) -> Numbering:
        """Number the rows of texts that follow each other."""
        before = starts(texts)
        first = [text.first + n for text, n in zip(texts, before, strict=True)]
        coded = [coded_lines(i, text.lines) for i, text in enumerate(texts)]
        return cls(np.concatenate(first), np.concatenate(coded))._simple()

    def lines(self, rows: IntArray) -> IntArray:
        """Return the coded lines of some rows."""
        place = np.searchsorted(self.first, rows, side="right") - 1
        return self.start[place] + rows - self.first[place]

    def without(self, rows: IntArray) -> Numbering:
        """Number the rows that remain when some are taken out."""
        taken = np.sort(rows)
        first = np.union1d(self.first, taken + 1)
        remaining = first - np.searchsorted(taken, first)
        last = np.diff(remaining, append=remaining[-1:] + 1) > 0
        return Numbering(remaining[last], self.lines(first[last]))._simple()

    def _simple(self) -> Numbering:
        """Leave out what follows from what comes before it."""
        offset = self.start - self.first
        news = np.diff(offset, prepend=offset[:1] - 1) != 0
        return Numbering(self.first[news], self.start[news])


def starts(texts: Sequence[Text]) -> IntArray:
    """Return how many rows come before each text."""
    rows = np.array([text.rows for text in texts], dtype=np.int64)
    return np.cumsum(rows) - rows


def coded_lines(file: int, lines: IntArray) -> IntArray:
    """Code lines with the index of their file."""
    return (file << FILE_BITS) | lines.astype(np.int64)
