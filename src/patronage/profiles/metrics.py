"""The numbers of a profile that every scheme has, for comparing runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.loggable import Metric

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def size_metrics(profile: pd.DataFrame) -> Iterator[Metric]:
    """Yield sizes and shares, by segment id and overall.

    `size/entropy` is 1 for equal segments and 0 for a single one (Shannon, over ln k).
    """
    yield Metric("size/n", float(profile["size"].sum()))
    yield Metric("size/k", float((profile["size"] > 0).sum()))
    for row in profile.to_dict("records"):
        identity = row["segment_id"]
        yield Metric(f"size/{identity}", float(row["size"]))
        yield Metric(f"share/{identity}", float(row["share"]))
        if pd.notna(row["revenue_share"]):
            yield Metric(f"revenue_share/{identity}", float(row["revenue_share"]))
    if len(profile):
        share = profile["share"].to_numpy(float)
        yield Metric("size/min_share", float(share.min()))
        yield Metric("size/max_share", float(share.max()))
        yield Metric("size/entropy", _evenness(share))


def _evenness(share: FloatArray) -> float:
    filled = share[share > 0]
    if len(filled) < 2:
        return 0.0
    return float(-(filled * np.log(filled)).sum() / np.log(len(share)))
