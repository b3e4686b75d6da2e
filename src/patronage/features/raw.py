"""The raw half of the feature table: each customer by his own rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.features.outcomes import FUTURE, outcomes
from patronage.windows import Whole

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Family
    from patronage.features.snapshot import Snapshot
    from patronage.segments import FloatArray, IntArray

STATUS = ("ok", "dormant", "no_purchase", "net_negative")
OK, DORMANT, NO_PURCHASE, NET_NEGATIVE = range(len(STATUS))


def describe(
    batch: CustomerBatch, families: Mapping[str, Family], days: Sequence[Snapshot]
) -> pd.DataFrame:
    """Return the raw features of a batch on each day, and what happened afterwards.

    One row per customer and day on which he was known, customer by customer:
    customer_id, as_of, status, the raw columns of every family in the order declared,
    future_orders and future_amount.

    Raises
    ------
    ConfigError
        If a family returns a column that it does not declare, or two share one.
    """
    whole = replace(
        batch,
        ledger=Whole(batch.ledger, len(days) > 1) if batch.ledger else batch.ledger,
        position=np.arange(len(batch)),
    )
    parts = [_on_day(whole, families, day) for day in days]
    places = np.concatenate([place for place, _ in parts])
    order = np.argsort(places, kind="stable")
    columns = [values for _, values in parts]
    room = np.empty(len(order))
    joined = {
        n: _joined([each[n] for each in columns], order, room) for n in columns[0]
    }
    return _frame(batch.customer_id, joined, places[order])


def _on_day(
    batch: CustomerBatch, families: Mapping[str, Family], day: Snapshot
) -> tuple[Any, dict[str, Any]]:
    described = batch.at(day.as_of, day.window_days, day.observed_days)
    known = np.zeros(len(batch), dtype=bool)
    known[described.position] = True
    later = outcomes(batch.only(known), day)
    return described.position, _values(described, families) | later


def _joined(parts: Sequence[Any], order: IntArray, room: FloatArray) -> Any:
    """One column of all days, customer by customer; `room` is to be written over."""
    if len(parts) == 1:
        return parts[0]
    if not isinstance(parts[0], np.ndarray):
        parts = list(map(pd.Series, parts))
        return pd.concat(parts, ignore_index=True).take(order).array
    is_float = parts[0].dtype == room.dtype
    return np.concatenate(parts, out=room if is_float else None).take(order)


def raw_features(batch: CustomerBatch, families: Mapping[str, Family]) -> pd.DataFrame:
    """Describe the customers of a batch that stands at its as_of.

    Returns customer_id, as_of, status and the raw columns of every family; raises what
    `describe` raises.
    """
    everybody = np.arange(len(batch))
    return _frame(batch.customer_id, _values(batch, families), everybody)


def _values(batch: CustomerBatch, families: Mapping[str, Family]) -> dict[str, Any]:
    as_of = np.datetime64(batch.as_of, "D").astype("datetime64[s]")
    frame: dict[str, Any] = {
        "as_of": np.full(len(batch), as_of),
        "status": _status(batch),
    }
    for name, family in families.items():
        values = family(batch)
        declared = [column.name for column in family.columns]
        _check(name, declared, values, {"customer_id", *frame, *FUTURE})
        frame |= {name: values[name] for name in declared if name in values}
    return frame


def _frame(
    customer_id: np.ndarray, columns: Mapping[str, Any], places: IntArray
) -> pd.DataFrame:
    ids = pd.array(customer_id, dtype="str").take(places)
    status = pd.array(STATUS, dtype="str").take(columns["status"])
    return pd.DataFrame({"customer_id": ids, **columns, "status": status}, copy=False)


def _status(batch: CustomerBatch) -> IntArray:
    """Who bought in the window, before, never, or was paid back more than he paid."""
    if not batch.ledger:
        return np.full(len(batch), OK)
    in_window = batch.purchases["order_day"].counts > 0
    ever = np.isfinite(batch.first_day)
    in_debt = batch.history["amount"].sum() < 0
    return np.select(
        [in_debt, in_window, ever], [NET_NEGATIVE, OK, DORMANT], default=NO_PURCHASE
    )


def _check(
    family: str,
    declared: list[str],
    values: Mapping[str, object],
    taken: Collection[str],
) -> None:
    undeclared = sorted(set(values) - set(declared))
    twice = sorted(set(values) & set(taken))
    if undeclared:
        raise ConfigError(f"features: '{family}' does not declare {undeclared}.")
    if twice:
        raise ConfigError(f"features: '{family}' repeats the columns {twice}.")
