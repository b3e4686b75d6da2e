"""The raw half of the feature table: each customer by his own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.features.outcomes import outcomes

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Family
    from patronage.features.snapshot import Snapshot


def describe(
    batch: CustomerBatch, families: Mapping[str, Family], day: Snapshot
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return raw features and outcomes of a batch; without an horizon, no outcomes.

    Who has been paid back more than he has ever paid is "net_negative".
    """
    features = raw_features(batch.at(day.as_of, day.window_days), families)
    in_debt = features["customer_id"].isin(_in_debt(batch, day.as_of))
    features["status"] = features["status"].mask(in_debt, "net_negative")
    after = outcomes(batch, day.as_of, day.horizon_days)
    return features, after if day.has_outcomes else after.iloc[:0]


def rows_after(batch: CustomerBatch, as_of: int) -> int:
    """Count the ledger rows of a batch that nobody could know on `as_of`."""
    days = batch["order_day"]
    return int(np.count_nonzero(days.values > as_of))  # noqa: PD011 - no pandas


def together(
    parts: Sequence[tuple[pd.DataFrame, pd.DataFrame]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join what `describe` returned for each batch, in the order given."""
    features, after = zip(*parts, strict=True)
    return (
        pd.concat(features, ignore_index=True),
        pd.concat(after, ignore_index=True),
    )


def raw_features(batch: CustomerBatch, families: Mapping[str, Family]) -> pd.DataFrame:
    """Describe the customers of a batch that stands at its as_of.

    Returns customer_id, as_of, status and the raw columns of every family, in the
    order declared.

    Raises
    ------
    ConfigError
        If a family returns a column that it does not declare, or two share one.
    """
    frame = {
        "customer_id": pd.array(batch.customer_id, dtype="str"),
        "as_of": np.full(
            len(batch), np.datetime64(batch.as_of, "D").astype("datetime64[s]")
        ),
        "status": pd.array(_status(batch), dtype="str"),
    }
    for name, family in families.items():
        values = family(batch)
        _check(name, [column.name for column in family.columns], values, frame)
        frame |= values
    return pd.DataFrame(frame)


def _in_debt(batch: CustomerBatch, as_of: int) -> np.ndarray:
    days = batch["order_day"]
    past = batch["amount"].where(days.values <= as_of)  # noqa: PD011 - no pandas
    return batch.customer_id[past.sum() < 0]


def _status(batch: CustomerBatch) -> np.ndarray:
    in_window = batch.purchases["order_day"].counts > 0
    ever = np.isfinite(batch.first_day)
    return np.where(in_window, "ok", np.where(ever, "dormant", "no_purchase"))


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
