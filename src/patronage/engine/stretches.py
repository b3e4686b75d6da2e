"""The customers of a source, cut into stretches that a batch can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import IntArray

COUNTS = {
    "ledger": "n_rows",
    "customers": "n_records",
    "contacts": "n_contacts",
    "events": "n_events",
    "feedback": "n_feedback",
}


@dataclass(frozen=True)
class Stretch:
    """Customers who stand together, and their rows in each table.

    The rows of all of them are `counts`, from row `starts` on. Those who are not
    `known`, having neither a purchase nor a record, are in no batch.
    """

    customer_id: pa.ChunkedArray
    known: NDArray[np.bool_]
    starts: dict[str, int]
    counts: dict[str, IntArray]


def stretches(
    spans: Iterable[pa.Table], tables: Sequence[str], batch_rows: int
) -> Iterator[Stretch]:
    """Cut `spans`, which come piece by piece, where customers begin.

    A stretch has at most `batch_rows` customers and, together, rows of `tables`; more
    rows only where one customer has them.
    """
    starts = dict.fromkeys(tables, 0)
    for span in _pieces(iter(spans), tables, batch_rows):
        counts = {name: _count(span, name) for name in tables}
        known = span["registered"].to_numpy() | (span["n_rows"].to_numpy() > 0)
        if known.any():
            yield Stretch(span["customer_id"], known, starts, counts)
        starts = {name: starts[name] + int(counts[name].sum()) for name in tables}


def _pieces(
    spans: Iterator[pa.Table], tables: Sequence[str], batch_rows: int
) -> Iterator[pa.Table]:
    waiting = next(spans)
    for more in spans:
        *whole, waiting = _cut(pa.concat_tables([waiting, more]), tables, batch_rows)
        yield from whole
    yield from _cut(waiting, tables, batch_rows)


def _cut(span: pa.Table, tables: Sequence[str], batch_rows: int) -> list[pa.Table]:
    weight = sum(
        (_count(span, name) for name in tables), start=np.zeros(len(span), np.int64)
    )
    before = np.concatenate(([0], np.cumsum(weight)))
    first, pieces = 0, []
    while first < len(span):
        last = np.searchsorted(before, before[first] + batch_rows, side="right") - 1
        last = max(min(int(last), first + batch_rows), first + 1)
        pieces.append(span.slice(first, last - first))
        first = last
    return pieces or [span]


def _count(span: pa.Table, table: str) -> IntArray:
    return span[COUNTS[table]].to_numpy().astype(np.int64)
