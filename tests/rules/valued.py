"""Small worlds of customers with several dimensions of value."""

import numpy as np
import pandas as pd

from patronage.rules import CompositeValue, Indicator
from patronage.segments import Purpose, SegmentName
from patronage.weights import Weighting

PURPOSE = Purpose(objective="o", decision="d", owner="w", actions={"high": "call"})
NAMES = [
    SegmentName(key=k, en=f"{k} tier", zh=z)
    for k, z in (("high", "高端"), ("mid", "中端"), ("low", "低端"))
]


class Fixed(Weighting):
    """Weights that a test knows."""

    def __init__(self, weights=None):
        self.weights = weights

    def _weigh(self, utilities):
        given = self.weights or [1.0] * len(self.names_)
        return np.array(given) / np.sum(given)


def customers(**columns):
    """Customers c000, c001 ... with these columns."""
    size = max(len(values) for values in columns.values())
    return pd.DataFrame(
        {
            "customer_id": [f"c{i:03d}" for i in range(size)],
            "as_of": pd.Timestamp("2025-12-31"),
            "status": "ok",
            **columns,
        }
    )


def composite(*names, weights=None, indicators=None, **settings):
    """A value of these columns, equally weighted, against the first as volume."""
    chosen = indicators or {name: Indicator() for name in names}
    settings = {"volume": next(iter(chosen)), **settings}
    return CompositeValue("value", PURPOSE, chosen, Fixed(weights), NAMES, **settings)
