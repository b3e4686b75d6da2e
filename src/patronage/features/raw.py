"""The raw half of the feature table: each customer by his own rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.features.outcomes import FUTURE, outcomes

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Family
    from patronage.features.snapshot import Snapshot
    from patronage.segments import IntArray


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
    placed = replace(batch, position=np.arange(len(batch)))
    parts = [_on_day(placed, families, day) for day in days]
    order = np.argsort(np.concatenate([place for place, _ in parts]), kind="stable")
    columns = [values for _, values in parts]
    return _frame(
        {n: _joined([each[n] for each in columns], order) for n in columns[0]}
    )


def _on_day(
    batch: CustomerBatch, families: Mapping[str, Family], day: Snapshot
) -> tuple[Any, dict[str, Any]]:
    described = batch.at(day.as_of, day.window_days, day.observed_days)
    known = np.zeros(len(batch), dtype=bool)
    known[described.position] = True
    later = outcomes(batch.only(known), day)
    return described.position, _values(described, families) | later


def _joined(parts: Sequence[Any], order: IntArray) -> Any:
    """One column of all days, customer by customer."""
    if len(parts) == 1:
        return parts[0]
    if isinstance(parts[0], np.ndarray):
        return np.concatenate(parts)[order]
    return pd.concat(list(map(pd.Series, parts)), ignore_index=True).take(order).array


def raw_features(batch: CustomerBatch, families: Mapping[str, Family]) -> pd.DataFrame:
    """Describe the customers of a batch that stands at its as_of.

    Returns customer_id, as_of, status and the raw columns of every family; raises what
    `describe` raises.
    """
    return _frame(_values(batch, families))


def _values(batch: CustomerBatch, families: Mapping[str, Family]) -> dict[str, Any]:
    as_of = np.datetime64(batch.as_of, "D").astype("datetime64[s]")
    frame: dict[str, Any] = {
        "customer_id": batch.customer_id,
        "as_of": np.full(len(batch), as_of),
        "status": _status(batch),
    }
    for name, family in families.items():
        values = family(batch)
        declared = [column.name for column in family.columns]
        _check(name, declared, values, {*frame, *FUTURE})
        frame |= values
    return frame


def _frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    texts = {n: pd.array(columns[n], dtype="str") for n in ("customer_id", "status")}
    return pd.DataFrame({**columns, **texts}, copy=False)


def _status(batch: CustomerBatch) -> np.ndarray:
    """Who bought in the window, before, never, or was paid back more than he paid."""
    if not batch.ledger:
        return np.full(len(batch), "ok")
    in_window = batch.purchases["order_day"].counts > 0
    ever = np.isfinite(batch.first_day)
    active = np.where(in_window, "ok", np.where(ever, "dormant", "no_purchase"))
    in_debt = batch.history["amount"].sum() < 0
    return np.where(in_debt, "net_negative", active)


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
