"""Small worlds: customers whose every row stands in the test."""

import numpy as np

from patronage.batch import CustomerBatch, Units
from patronage.ragged import Ragged


def day(text: str) -> int:
    return int(np.datetime64(text, "D").astype(int))


def batch_of(customers: dict[str, list[dict]], **settings) -> CustomerBatch:
    """A batch from rows such as {"day": "2017-01-01", "order": 1, "amount": 500}.

    `amount`, `quantity` and `discount` are whole numbers; other keys are texts whose
    levels are numbered in order.
    """
    ids = sorted(customers)
    rows = [row for customer in ids for row in customers[customer]]
    counts = [len(customers[customer]) for customer in ids]
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    names = sorted({key for row in rows for key in row} - {"day", "order"})
    levels = {
        name: tuple(sorted({row[name] for row in rows if row.get(name) is not None}))
        for name in names
        if any(isinstance(row.get(name), str) for row in rows)
    }
    columns = {
        "order_day": [day(row["day"]) for row in rows],
        "order_no": [row.get("order", i) for i, row in enumerate(rows)],
        "amount": [row.get("amount", 0) for row in rows],
        "quantity": [row.get("quantity", 1) for row in rows],
    }
    for name in names:
        columns[name] = [_code(row.get(name), levels.get(name)) for row in rows]
    ledger = {
        name: Ragged(np.array(values, dtype=np.int64), offsets)
        for name, values in columns.items()
    }
    settings.setdefault("units", Units(money=1, quantity=1))
    return CustomerBatch(
        customer_id=np.array(ids, dtype=object),
        ledger=ledger,
        levels=levels | settings.pop("levels", {}),
        **settings,
    )


def _code(value, levels):
    if levels is None:
        return 0 if value is None else int(value)
    return -1 if value is None else levels.index(value)
