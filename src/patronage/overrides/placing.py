"""Customers put where a person wants them, and what the scheme said kept beside."""

from __future__ import annotations

import numpy as np
import pandas as pd

OVERRIDE = "override"
ACTIVE, EXPIRED = "active", "expired"
SAID = ("segment", "status", "probability")


def placed_by_hand(
    segments: pd.DataFrame, overrides: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table `segments` with the overrides in force, and table `overrides`.

    An override holds up to and including the day it expires on: later it moves nobody,
    and is told as expired. Who is put somewhere has the status "override", and neither
    probability nor margin: they were the scheme's.
    """
    kept = _kept(segments, overrides)
    active = kept[kept["state"] == ACTIVE].set_index("customer_id")["segment"]
    moved = segments["customer_id"].isin(active.index)
    given = segments["customer_id"].map(active).fillna(-1).astype(np.int64)
    placed = segments.assign(
        segment=segments["segment"].mask(moved, given).astype(np.int64),
        status=segments["status"].mask(moved, OVERRIDE),
        probability=segments["probability"].mask(moved),
        margin=segments["margin"].mask(moved),
    )
    return placed, kept


def _kept(segments: pd.DataFrame, overrides: pd.DataFrame) -> pd.DataFrame:
    """A row per override: what was asked, whether it holds, what the scheme said."""
    scheme = segments[["customer_id", "as_of", *SAID]].rename(
        columns={name: f"scheme_{name}" for name in SAID}
    )
    asked = overrides[["customer_id", "segment", "reason", "approver", "expires"]]
    kept = asked.merge(scheme, on="customer_id").sort_values(
        "customer_id", ignore_index=True
    )
    expires = pd.to_datetime(kept["expires"]).astype("datetime64[us]")
    holds = expires >= kept["as_of"]
    return kept.assign(expires=expires, state=np.where(holds, ACTIVE, EXPIRED))
