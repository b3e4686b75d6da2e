"""What a segment tells of what its customers do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from sklearn.metrics import roc_auc_score

from patronage.loggable import Metric
from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def future(segments: pd.DataFrame, outcomes: pd.DataFrame) -> list[Metric]:
    """Return how well segments foretell outcomes; empty where nothing can be said.

    Each customer is foretold the mean of the segment: `eta2` is the variance of
    `future_amount` between segments, `spearman` the rank correlation of foretold and
    actual amount, `retention_auc` the same for `retained` as area under the curve,
    `lift_top` the best segment's mean amount over that of all.
    """
    placed = segments[segments["segment"] >= 0]
    known = placed.merge(outcomes, on=KEY).sort_values(KEY, ignore_index=True)
    if known["segment"].nunique() < 2:
        return []
    return [*_amounts(known), *_retention(known)]


def axis_validity(
    axes: pd.DataFrame, outcomes: pd.DataFrame, names: Sequence[str]
) -> list[Metric]:
    """Return how each axis by itself ranks customers by the orders to come.

    Customers known on all axes count. `future/<axis>_spearman`; an axis that is the
    same for everybody has none.
    """
    known = axes.dropna(subset=[*names]).merge(outcomes, on=KEY)
    ranks = {
        axis: known[axis].corr(known["future_orders"], method="spearman")
        for axis in names
        if known[axis].max() > known[axis].min()
    }
    return [
        Metric(f"future/{axis}_spearman", float(rank))
        for axis, rank in ranks.items()
        if pd.notna(rank)
    ]


def _amounts(known: pd.DataFrame) -> Iterator[Metric]:
    actual = known["future_amount"].astype(float)
    if actual.min() == actual.max():
        return
    total = float(((actual - actual.mean()) ** 2).sum())
    foretold = actual.groupby(known["segment"]).transform("mean")
    between = float(((foretold - actual.mean()) ** 2).sum())
    yield Metric("future/eta2", between / total)
    if foretold.min() < foretold.max():
        spearman = foretold.corr(actual, method="spearman")
        yield Metric("future/spearman", float(spearman))
    if actual.mean() > 0:
        yield Metric("future/lift_top", float(foretold.max() / actual.mean()))


def _retention(known: pd.DataFrame) -> Iterator[Metric]:
    retained = known["retained"].astype(int)
    if retained.nunique() == 2:
        rate = retained.groupby(known["segment"]).transform("mean")
        yield Metric("future/retention_auc", float(roc_auc_score(retained, rate)))
