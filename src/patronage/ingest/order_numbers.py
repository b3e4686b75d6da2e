"""A number for each of a customer's orders, so that readers need not compare texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

ORDER_NO = "order_no"

Integers = NDArray[np.int64]


def numbered(reader: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """Add `order_no` to ledger rows that come sorted by customer.

    It counts each customer's orders from 0 as their first rows come.
    """
    schema = reader.schema.append(pa.field(ORDER_NO, pa.int32()))
    return pa.RecordBatchReader.from_batches(schema, _numbered(reader, schema))


@dataclass
class _Open:
    """The customer whose rows may go on in the next batch, and his orders so far."""

    customer: str | None = None
    numbers: dict[str, int] = field(default_factory=dict)


def _numbered(
    reader: pa.RecordBatchReader, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    going_on = _Open()
    for batch in reader:
        if not len(batch):
            continue
        numbers = _numbers(batch["customer_id"], batch["order_id"], going_on)
        columns = [*batch.columns, pa.array(numbers, pa.int32())]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _numbers(customers: pa.Array, orders: pa.Array, going_on: _Open) -> Integers:
    """Number the orders of a batch, row by row; the last customer stays open."""
    first = _changes(customers)
    heads = np.flatnonzero(first | _changes(orders))
    owner = np.cumsum(first)[heads] - 1
    coded = orders.take(heads).dictionary_encode()
    texts = coded.dictionary
    pairs = owner * len(texts) + coded.indices.to_numpy()
    place, found = pd.factorize(pairs)
    whose, which = found // len(texts), found % len(texts)
    numbers = np.arange(len(found)) - np.searchsorted(whose, whose)
    _continue(numbers, whose, texts.take(which), customers, going_on)
    lengths = np.diff(heads, append=len(orders))
    return np.repeat(numbers[place], lengths)


def _continue(
    numbers: Integers,
    whose: Integers,
    orders: pa.Array,
    customers: pa.Array,
    going_on: _Open,
) -> None:
    """Go on with the numbers of the customer who was open; leave the last one open."""
    known = going_on.numbers if customers[0].as_py() == going_on.customer else {}
    for i, order in enumerate(orders[: np.searchsorted(whose, 1)].to_pylist()):
        numbers[i] = known.setdefault(order, len(known))
    last = int(np.searchsorted(whose, whose[-1]))
    if last:
        mine = orders[last:].to_pylist()
        known = dict(zip(mine, numbers[last:].tolist(), strict=True))
    going_on.numbers, going_on.customer = known, customers[-1].as_py()


def _changes(texts: pa.Array) -> NDArray[np.bool_]:
    """Mark the first text, and each that is not the one before it."""
    differ = pc.not_equal(texts[1:], texts[:-1]).to_numpy(zero_copy_only=False)
    return np.concatenate(([True], differ))
