"""What a fitted tier table says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.loggable import Loggable, Metric, Params, Table

if TYPE_CHECKING:
    from patronage.rules.tiers import ShareTiers
    from patronage.segments import FloatArray


def report(scheme: ShareTiers, features: pd.DataFrame) -> Iterator[Loggable]:
    """Yield the edges, and how concentrated the ranked column is."""
    yield Params({"scheme": scheme.name, "kind": "rules", "column": scheme.column})
    yield Table("tier_edges.csv", edges(scheme))
    known = features.loc[features["status"] == "ok", scheme.column].dropna()
    values = known.to_numpy(np.float64)
    yield Metric("concentration/gini", gini(values))
    yield Metric("concentration/top_20", top_share(values, 0.2))


def edges(scheme: ShareTiers) -> pd.DataFrame:
    """Smallest and largest value of each tier; the largest belongs to the one above."""
    bounds = np.concatenate(([np.inf], scheme.edges_, [-np.inf]))
    return pd.DataFrame(
        {
            "tier": [name.en for name in scheme.segment_names],
            "from": bounds[1:],
            "below": bounds[:-1],
        }
    )


def gini(values: FloatArray) -> float:
    """Gini coefficient of non-negative values; 0 is equality."""
    ordered = np.sort(np.maximum(values, 0))
    n, total = len(ordered), ordered.sum()
    if not total:
        return 0.0
    return float(2 * (np.arange(1, n + 1) * ordered).sum() / (n * total) - (n + 1) / n)


def top_share(values: FloatArray, share: float) -> float:
    """Share of the total that the top `share` of customers holds."""
    ordered = np.sort(np.maximum(values, 0))[::-1]
    total = ordered.sum()
    count = int(np.floor(share * len(ordered)))
    return float(ordered[:count].sum() / total) if total else 0.0
