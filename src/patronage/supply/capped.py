"""Customers whose tier was computed from volume that an allocation had cut."""

from __future__ import annotations

import pandas as pd

from patronage.segments import FloatArray


def capped(features: pd.DataFrame, column: str) -> FloatArray | None:
    """Return the share of each customer's months in which the allocation was used up.

    None where the source does not tell. Their volume reflects the tier that they were
    given before: yesterday's tier feeds today's.
    """
    if column not in features or features[column].isna().all():
        return None
    return features[column].fillna(0.0).to_numpy("float64")
