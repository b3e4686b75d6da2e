"""The raw half of the feature table: each customer by his own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.features.outcomes import outcomes

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Family
    from patronage.features.snapshot import Snapshot


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
    if len(parts) == 1:
        return parts[0][1]
    together = pd.concat([frame for _, frame in parts], ignore_index=True)
    order = np.argsort(np.concatenate([place for place, _ in parts]), kind="stable")
    return together.iloc[order].reset_index(drop=True)


def _on_day(
    batch: CustomerBatch, families: Mapping[str, Family], day: Snapshot
) -> tuple[Any, pd.DataFrame]:
    described = batch.at(day.as_of, day.window_days, day.observed_days)
    known = np.zeros(len(batch), dtype=bool)
    known[described.position] = True
    later = outcomes(batch.only(known), day)
    return described.position, raw_features(described, families, later)


def raw_features(
    batch: CustomerBatch,
    families: Mapping[str, Family],
    later: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Describe the customers of a batch that stands at its as_of.

    Returns customer_id, as_of, status, the raw columns of every family, and `later`.

    Raises
    ------
    ConfigError
        If a family returns a column that it does not declare, or two share one.
    """
    later = dict(later or {})
    as_of = np.datetime64(batch.as_of, "D").astype("datetime64[s]")
    frame: dict[str, Any] = {
        "customer_id": pd.array(batch.customer_id, dtype="str"),
        "as_of": np.full(len(batch), as_of),
        "status": pd.array(_status(batch), dtype="str"),
    }
    for name, family in families.items():
        values = family(batch)
        _check(name, [column.name for column in family.columns], values, frame | later)
        frame |= values
    return pd.DataFrame(frame | later, copy=False)


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
    frame: Mapping[str, object],
) -> None:
    undeclared = sorted(set(values) - set(declared))
    twice = sorted(set(values) & set(frame))
    if undeclared:
        raise ConfigError(f"features: '{family}' does not declare {undeclared}.")
    if twice:
        raise ConfigError(f"features: '{family}' repeats the columns {twice}.")
