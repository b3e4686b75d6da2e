"""Who would be in another class if volume alone counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from patronage.segments import IntArray, SegmentName


def against_volume(
    segments: IntArray, by_volume: IntArray, names: Sequence[SegmentName]
) -> pd.DataFrame:
    """Return a row per class by value, with customers per class by volume.

    Who has no class by one of the two is left out.
    """
    both = (segments >= 0) & (by_volume >= 0)
    counts = np.zeros((len(names), len(names)), np.int64)
    np.add.at(counts, (segments[both], by_volume[both]), 1)
    table = pd.DataFrame(counts, columns=[f"{name.en} by volume" for name in names])
    table.insert(0, "class", [name.en for name in names])
    return table.assign(
        better_than_by_volume=np.triu(counts, 1).sum(1),
        worse_than_by_volume=np.tril(counts, -1).sum(1),
    )


def reclassified_share(segments: IntArray, by_volume: IntArray) -> float:
    """Share of customers with both classes in whom they differ; 0 without any."""
    both = (segments >= 0) & (by_volume >= 0)
    return float((segments[both] != by_volume[both]).mean()) if both.any() else 0.0
