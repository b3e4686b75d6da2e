"""Streams of sorted rows, cut where one customer ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def whole_customers(
    batches: Iterable[pa.RecordBatch], batch_rows: int
) -> Iterator[pa.Table]:
    """Join a stream sorted by customer_id to tables of about `batch_rows` rows.

    A customer is never divided: what is held is one table, one record batch of the
    stream and the rows of the customer that is not finished.
    """
    waiting: list[pa.RecordBatch] = []
    for batch in filter(len, batches):
        last = _last_customer(batch)
        enough = sum(map(len, waiting)) + last >= batch_rows
        if enough and (last or _ended(waiting, batch)):
            yield from _joined([*waiting, batch.slice(0, last)])
            waiting = [batch.slice(last)]
        else:
            waiting.append(batch)
    yield from _joined(waiting)


def _last_customer(batch: pa.RecordBatch) -> int:
    """The row at which the last customer of a record batch begins."""
    ids = batch["customer_id"]
    others = pc.fill_null(pc.not_equal(ids, ids[-1]), False)
    places = np.flatnonzero(others.to_numpy(zero_copy_only=False))
    return int(places[-1]) + 1 if len(places) else 0


def _ended(waiting: list[pa.RecordBatch], batch: pa.RecordBatch) -> bool:
    before = waiting[-1]["customer_id"][-1] if waiting else None
    return before is not None and not before.equals(batch["customer_id"][0])


def _joined(batches: list[pa.RecordBatch]) -> Iterator[pa.Table]:
    if batches:
        yield pa.Table.from_batches(batches)
