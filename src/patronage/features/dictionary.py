"""What every column of the feature table means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from patronage.features.family import Family
    from patronage.schema import Column


def dictionary(
    features: pd.DataFrame,
    families: Mapping[str, Family],
    polarization: Mapping[str, float],
) -> pd.DataFrame:
    """Return the table `dictionary`: a row per column that the source allowed.

    `polarization` says of a shrunk rate how much it tells of the individual.
    """
    rows = [
        {
            "column": column.name,
            "family": name,
            "kind": _kind(name, column, family),
            "unit": column.unit,
            "meaning": column.meaning,
            "missing_share": float(features[column.name].isna().mean()),
            "polarization": polarization.get(column.name, float("nan")),
        }
        for name, family in families.items()
        for column in family.columns
        if column.name in features
    ]
    return pd.DataFrame(rows)


def _kind(name: str, column: Column, family: Family) -> str:
    if name == "attributes":
        return "attribute"
    if column.role != "measure":
        return column.role
    return "learned" if column.name in family.learned else "raw"
