"""What a fitted tier table says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.loggable import Loggable, Metric, Params, Table

if TYPE_CHECKING:
    from patronage.segments import FloatArray, SegmentName


def report(
    scheme: str, column: str, bounds: pd.DataFrame, features: pd.DataFrame
) -> Iterator[Loggable]:
    """Yield the bounds of the tiers, and how concentrated the column is."""
    yield Params({"scheme": scheme, "kind": "rules", "column": column})
    yield Table("tier_edges.csv", bounds)
    known = features.loc[features["status"] == "ok", column].dropna()
    values = known.to_numpy(np.float64)
    yield Metric("concentration/gini", gini(values))
    yield Metric("concentration/top_20", top_share(values, 0.2))


def tier_bounds(
    names: Sequence[SegmentName], edges: Sequence[float], closures: Sequence[str]
) -> pd.DataFrame:
    """Return where each tier begins and ends, and which ends are its own."""
    bounds = np.concatenate(([np.inf], np.asarray(edges, np.float64), [-np.inf]))
    upper = np.array([each == "upper" for each in closures], np.bool_)
    return pd.DataFrame(
        {
            "tier": [name.en for name in names],
            "from": bounds[1:],
            "to": bounds[:-1],
            "from_included": [*upper, False],
            "to_included": [False, *~upper],
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
    """Share of the total that the top `share` of customers holds, rounded up to one."""
    ordered = np.sort(np.maximum(values, 0))[::-1]
    total = ordered.sum()
    count = int(np.ceil(np.round(share * len(ordered), 9)))
    return float(ordered[:count].sum() / total) if total else 0.0
