"""Small shops with one fault each: what is put in, and what must come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

HEADER = ("who", "order", "at", "what", "n", "paid")
GOOD = {
    "who": "007",
    "order": "A1",
    "at": "2024-02-29 13:45",
    "what": "tea",
    "n": "2",
    "paid": "3.50",
}
PLAIN = (
    ("007", "A1", "2024-02-29 13:45", "tea", "2", "3.50"),
    ("007", "A2", "2024-03-30 09:00", "milk", "1", "1.20"),
    ("0042", "B1", "2024-03-31 12:00", "龙井茶", "3", "10.00"),
    ("0042", "B1", "2024-03-31 12:00", "普洱茶", "1", "25.05"),
    ("Zoë", "C1", "2024-04-01 18:30", "bread", "1", "2.99"),
    ("Zoë", "C2", "2024-04-30 08:15", "tea", "4", "7.00"),
)
CUSTOMERS = "who,status\n007,gold\n0042,basic\n"


class Rejected(NamedTuple):
    """One row of the quarantine."""

    line: int
    column: str
    reason: str
    value: str | None
    file: str = "sales"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One run of ingest.

    `ids` are the faults of FAULTS 2.2 that it stands for, `files` what lies in the
    folder of inputs (`make` adds what bytes cannot say), and `file`, `ledger` and
    `source` what the yaml declares otherwise than the plain shop's. `says` are parts
    of what is printed: of the one sentence on stderr where `code` is not 0, of stdout
    where it is. `holds` are columns of the ledger, in its order; `plain` asks for the
    plain shop's ledger, byte for byte; `facts` are parts of the accounting.
    """

    ids: tuple[int, ...]
    name: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    make: Callable[[Path], object] | None = None
    file: Mapping[str, Any] = field(default_factory=dict)
    ledger: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0
    says: Sequence[str] = ()
    rejected: Sequence[Rejected] = ()
    holds: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    plain: bool = False
    seconds: int = 120

    def __str__(self) -> str:
        return f"{'+'.join(map(str, self.ids))}-{self.name}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a sheet: rejected for a reason, or kept with these values.

    `value` is what the quarantine shows: by default what was changed.
    """

    id: int
    changes: Mapping[str, str]
    column: str = ""
    reason: str = ""
    value: str | None = None
    holds: Mapping[str, Any] = field(default_factory=dict)

    def rejected(self, line: int) -> Rejected:
        """What the quarantine has of it."""
        shown = next(iter(self.changes.values())) if self.value is None else self.value
        return Rejected(line, self.column, self.reason, shown or None)

    def __str__(self) -> str:
        written = "-".join(self.changes.values())[:24]
        return f"{self.id}-{self.reason or 'kept'}-{written!a}"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows, faulty and good, of one file that is taken in once."""

    name: str
    rows: tuple[Row, ...]
    header: tuple[str, ...] = HEADER
    ledger: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)

    def case(self) -> Case:
        """The whole sheet as one run; each row has its line's number as its order."""
        rows = [
            (GOOD | {"order": f"L{line}"} | dict(row.changes)).values()
            for line, row in enumerate(self.rows, start=2)
        ]
        written = text(rows, header=self.header, quoted=True).encode()
        return Case(
            ids=tuple(sorted({row.id for row in self.rows})),
            name=self.name,
            files={"sales.csv": written},
            ledger=self.ledger,
            source=self.source,
        )


def text(
    rows: Iterable[Iterable[str]] = PLAIN,
    *,
    header: Sequence[str] = HEADER,
    delimiter: str = ",",
    end: str = "\n",
    quoted: bool = False,
) -> str:
    """Write rows as delimited text."""
    written = [[_quoted(value) for value in row] if quoted else row for row in rows]
    lines = [delimiter.join(row) for row in [header, *written]]
    return "".join(line + end for line in lines)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def sales(*changes: Mapping[str, str], header: Sequence[str] = HEADER) -> bytes:
    """Write good rows, each changed as said."""
    return text([(GOOD | dict(change)).values() for change in changes]).encode()


def many(count: int) -> list[tuple[str, ...]]:
    """Return good rows of ten customers, each an order of its own."""
    return [
        (f"c{i % 10}", f"o{i}", "2024-02-29 13:45", "tea", "1", "1.00")
        for i in range(count)
    ]


def fault(*ids: int) -> Callable[[Any], Any]:
    """Say which faults a test of several runs stands for."""

    def mark(test: Any) -> Any:
        test.faults = ids
        return test

    return mark


def further(*changes: Mapping[str, str]) -> bytes:
    """Write good rows, changed as said, without a header."""
    return sales(*changes).split(b"\n", 1)[1]
