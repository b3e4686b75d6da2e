"""A bucket's rows: ann buys twice, bob is registered, a stranger was contacted."""

import pandas as pd
import pyarrow as pa
import pytest

from patronage.engine.assembly import Facts
from patronage.engine.bucket import Bucket, batch_of
from patronage.engine.carried import CarriedError, plain_error
from patronage.engine.wire import Wire
from patronage.errors import InputError, QualityError

FACTS = Facts(
    levels={"brand": ("Other", "Own"), "contacts.kind": ("visit",)},
    fields={"size": {"kind": "numeric"}},
    columns={
        "ledger": ("order_day", "amount", "brand"),
        "customers": ("size",),
        "contacts": ("kind",),
    },
)
LEDGER, CUSTOMERS, CONTACTS = range(3)
ROWS = [  # customer, table, day, amount, brand, size, kind
    ("amy", CONTACTS, None, None, None, None, "visit"),
    ("ann", LEDGER, 1, 500, "Own", None, None),
    ("ann", LEDGER, 2, 250, None, None, None),
    ("ann", CONTACTS, None, None, None, None, "visit"),
    ("bob", CUSTOMERS, None, None, None, 4.0, None),
    ("cyd", LEDGER, 3, 50, "Other", None, None),
    ("cyd", CUSTOMERS, None, None, None, 2.0, None),
]


def table(rows=ROWS) -> pa.Table:
    kinds = {
        "customer_id": pa.string(),
        "tag": pa.int32(),
        "ledger_0": pa.date32(),
        "ledger_1": pa.int64(),
        "ledger_2": pa.string(),
        "customers_0": pa.float64(),
        "contacts_0": pa.string(),
    }
    values = zip(*rows, strict=True) if rows else [()] * len(kinds)
    columns = map(pa.array, map(list, values), kinds.values())
    return pa.table(dict(zip(kinds, columns, strict=True)))


def described(batch) -> pd.DataFrame:
    frame = {
        "customer_id": pd.array(batch.customer_id, dtype="str"),
        "amount": batch["amount"].sum(),
        "size": batch.attributes["size"],
    }
    return pd.DataFrame(frame)


def frames(function, batch_rows) -> pd.DataFrame:
    bucket = Bucket(function, FACTS, batch_rows)
    wire = Wire(described(batch_of(table([]), FACTS)))
    packed = bucket.frames(iter(table().to_batches(max_chunksize=2)), wire)
    return pd.concat(map(wire.unpack, packed), ignore_index=True)


def test_each_row_stands_with_its_customer_and_in_its_table():
    batch = batch_of(table(), FACTS)
    assert batch.customer_id.tolist() == ["ann", "bob", "cyd"]
    assert batch.registered.tolist() == [False, True, True]
    assert batch["amount"].values.tolist() == [500, 250, 50]
    assert batch["amount"].counts.tolist() == [2, 0, 1]
    assert batch["brand"].values.tolist() == [1, -1, 0]
    assert batch.attributes["size"].tolist()[1:] == [4.0, 2.0]


def test_who_was_only_contacted_is_nobody():
    batch = batch_of(table(), FACTS)
    assert batch.contacts["kind"].counts.tolist() == [1, 0, 0]
    assert len(batch_of(table(ROWS[:1]), FACTS)) == 0


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 100])
def test_any_size_of_batch_gives_the_same_frames(batch_rows):
    whole = described(batch_of(table(), FACTS))
    pd.testing.assert_frame_equal(frames(described, batch_rows), whole)


def test_a_function_that_fails_is_heard_of():
    def fail(batch):
        raise QualityError("sums should fit.")

    with pytest.raises(CarriedError) as caught:
        frames(fail, 10)
    assert type(plain_error(caught.value)) is QualityError


def test_rows_of_nobody_are_refused():
    rows = [(None, LEDGER, 1, 5, None, None, None), *ROWS]
    with pytest.raises(InputError, match="'customer_id' should have no nulls; got 1"):
        batch_of(table(rows), FACTS)


def test_amounts_that_are_missing_are_refused():
    rows = [*ROWS[:2], ("ann", LEDGER, 2, None, None, None, None)]
    with pytest.raises(InputError, match="'amount' should have no nulls; got 1"):
        batch_of(table(rows), FACTS)


def test_a_text_that_ingest_has_not_seen_is_refused():
    rows = [*ROWS[:2], ("ann", LEDGER, 2, 5, "New", None, None)]
    with pytest.raises(InputError, match=r"'brand' should have .* in 1 rows"):
        batch_of(table(rows), FACTS)
