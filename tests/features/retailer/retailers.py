"""Retailers whose every order and event stands in the test."""

import numpy as np
from worlds import batch_of, day

from patronage.batch import CustomerBatch
from patronage.ragged import Ragged

AS_OF = "2025-12-31"
KINDS = ("allocation", "falsified", "overdue", "participation", "violation")


def retailers(events: dict[str, list[tuple]], **settings) -> CustomerBatch:
    """Customers by id, with events (day, kind, value, severity), the last two 0.

    `orders` may have their order rows; else each orders once, long ago. `as_of`,
    `window_days` and `observed_days` may be told, and `kinds` of the source's events.
    """
    day_of = settings.pop("as_of", AS_OF)
    window, observed = settings.pop("window_days", 365), settings.pop("observed", 4000)
    once = {who: [{"day": "2020-01-01"}] for who in events}
    orders = once | settings.pop("orders", {})
    kinds = settings.pop("kinds", KINDS)
    batch = batch_of(
        orders,
        events=_table(events, kinds),
        levels={"events.kind": kinds},
        **settings,
    )
    return batch.at(day(day_of), window, observed)


def _table(events: dict[str, list[tuple]], kinds: tuple[str, ...]) -> dict:
    rows = [(*row, 0, 0)[:4] for who in sorted(events) for row in sorted(events[who])]
    counts = [len(events[who]) for who in sorted(events)]
    offsets = np.cumsum([0, *counts])
    columns = {
        "at_day": np.array([day(row[0]) for row in rows], np.int64),
        "kind": np.array([kinds.index(row[1]) for row in rows], np.int64),
        "value": np.array([row[2] for row in rows], np.float64),
        "severity": np.array([row[3] for row in rows], np.float64),
    }
    return {name: Ragged(values, offsets) for name, values in columns.items()}


def listed(columns: dict[str, np.ndarray]) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in columns.items()}
