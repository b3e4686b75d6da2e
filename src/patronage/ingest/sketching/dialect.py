"""How rows of text are split into columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

Row = tuple[str, ...]
# A comma stands last: in the files of the others it may be a decimal mark.
DELIMITERS = ("\t", ";", "|", ",")
LOOKED_AT = 500
CONSISTENT = 0.9
APOSTROPHES = re.compile(r"(?:^|[\t;|,])'[^'\n]*'(?=[\t;|,]|$)", re.MULTILINE)
NUMBERLIKE = re.compile(r"[\W\d_]*\d[\W\d_]*")


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How the lines of a file are split; without a delimiter, at white space."""

    delimiter: str
    quote: str
    doubts: tuple[str, ...] = ()

    def rows(self, lines: Iterable[str]) -> Iterator[Row]:
        """Split lines into rows; blank lines are none."""
        if not self.delimiter:
            yield from (tuple(line.split()) for line in lines if line.strip())
            return
        split = csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote)
        yield from (tuple(row) for row in split if row)


def dialect(lines: Sequence[str]) -> Dialect:
    """Find the delimiter by which most lines have as many columns as the first."""
    quote = _quote("\n".join(lines[:LOOKED_AT]))
    fitting = [d for d in (*DELIMITERS, "") if _is_consistent(lines, d, quote)]
    first, *others = fitting or [","]
    doubts = [f"the delimiter may also be {o!r}." for o in others if o]
    if not fitting:
        doubts.append("no delimiter splits the lines evenly: is it one column?")
    return Dialect(delimiter=first, quote=quote, doubts=tuple(doubts))


def has_header(rows: Sequence[Row]) -> bool:
    """Say whether the first row names the columns: words above what is not."""
    if not rows:
        return False
    first, rest = rows[0], rows[1:]
    if len(set(first)) < len(first) or any(map(_is_number, first)) or "" in first:
        return False
    columns = [[row[i] for row in rest if len(row) > i] for i in range(len(first))]
    return any(map(_is_numeric, columns)) or _are_new(first, columns)


def _are_new(first: Row, columns: Sequence[Sequence[str]]) -> bool:
    pairs = zip(first, columns, strict=True)
    return all(name not in column for name, column in pairs)


def _quote(text: str) -> str:
    return "'" if '"' not in text and APOSTROPHES.search(text) else '"'


def _is_consistent(lines: Sequence[str], delimiter: str, quote: str) -> bool:
    split = Dialect(delimiter=delimiter, quote=quote).rows
    widths = _widths(split, lines)
    if not widths or widths[0] < 2:
        return False
    return Counter(widths)[widths[0]] >= CONSISTENT * len(widths)


def _widths(
    split: Callable[[Iterable[str]], Iterator[Row]], lines: Sequence[str]
) -> list[int]:
    try:
        return [len(row) for row in islice(split(lines), LOOKED_AT)]
    except csv.Error:
        return []


def _is_numeric(values: Sequence[str]) -> bool:
    present = [value for value in values if value.strip()]
    return sum(map(_is_number, present)) > 0.8 * max(len(present), 1)


def _is_number(text: str) -> bool:
    return NUMBERLIKE.fullmatch(text) is not None
