"""A ledger of three customers, on disk."""

import json
from datetime import UTC, date, datetime

import pandas as pd
import pyarrow as pa
import pytest

from patronage import io
from patronage.tables import CONTACTS, CUSTOMERS, EVENTS, LEDGER, LEVELS, SPANS

ROWS = [  # customer, order, day, cents, units, brand
    ("ann", "a1", 1, 500, 2, "Own"),
    ("ann", "a1", 1, 250, 1, "Other"),
    ("ann", "a2", 9, 100, 1, None),
    ("bob", "b1", 3, 900, 4, "Own"),
    ("cyd", "c1", 2, 50, 1, "Other"),
    ("cyd", "c2", 5, 75, 1, "Other"),
]


def moment(day: int) -> datetime:
    return datetime(2017, 1, day, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path) -> io.Folder:
    made = io.Folder(tmp_path, "shop")
    who, order, day, cents, units, brand = map(list, zip(*ROWS, strict=True))
    ledger = pa.table(
        {
            "customer_id": who,
            "order_id": order,
            "ordered_at": pa.array(map(moment, day), pa.timestamp("us", "UTC")),
            "order_day": [date(2017, 1, d) for d in day],
            "line_id": pa.array(range(len(ROWS)), pa.int64()),
            "product_id": pa.nulls(len(ROWS), pa.string()),
            "quantity": pa.array(units, pa.int64()),
            "amount": pa.array(cents, pa.int64()),
            "brand": pa.array(brand, pa.string()),
        }
    )
    days = {"first_day": "2017-01-01", "last_day": "2017-01-09"}
    scales = {"money_scale": "2", "quantity_scale": "0"}
    io.write(LEDGER, ledger, made, metadata=days | scales)
    counts = pa.array([3, 1, 2], pa.int64())
    io.write(
        SPANS, pa.table({"customer_id": ["ann", "bob", "cyd"], "n_rows": counts}), made
    )
    levels = {
        "column": ["brand", "brand"],
        "code": pa.array([0, 1], pa.int32()),
        "level": ["Other", "Own"],
    }
    io.write(LEVELS, pa.table(levels), made)
    customers = pd.DataFrame({"customer_id": ["bob", "dan"], "size": ["L", "S"]})
    fields = {"size": {"kind": "ordinal", "levels": ["S", "L"]}}
    io.write(CUSTOMERS, customers, made, metadata={"fields": json.dumps(fields)})
    _write_campaigns(made)
    return made


def _write_campaigns(made: io.Folder) -> None:
    when = pa.array([moment(2), moment(4)], pa.timestamp("us", "UTC"))
    days = [date(2017, 1, 2), date(2017, 1, 4)]
    contacts = {
        "customer_id": ["ann", "nobody"],
        "contacted_at": when,
        "contacted_day": days,
        "channel": pa.nulls(2, pa.string()),
        "kind": ["campaign", "campaign"],
        "responded": pa.nulls(2, pa.bool_()),
    }
    io.write(CONTACTS, pa.table(contacts), made)
    events = {
        "customer_id": ["ann", "cyd"],
        "at": when,
        "at_day": days,
        "kind": ["visit", "redemption"],
        "item": pa.nulls(2, pa.string()),
        "value": pa.nulls(2, pa.float64()),
        "severity": pa.nulls(2, pa.float64()),
    }
    io.write(EVENTS, pa.table(events), made)
