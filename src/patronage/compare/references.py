"""What any scheme has to beat: no segments, past spend alone, and chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patronage.segments import KEY, UNASSIGNED

ONE, DECILES, RANDOM = "one segment", "past spend deciles", "random segments"
N_PARTS = 10


def one_segment(features: pd.DataFrame) -> pd.DataFrame:
    """Do nothing: every active customer is in the same segment."""
    return _placed(features, pd.Series(0, features.index))


def spend_deciles(
    features: pd.DataFrame, column: str = "monetary_total"
) -> pd.DataFrame:
    """Rank active customers by what they have spent, and cut into ten equal parts.

    Equal customers are in the same part, the best are in part 0.
    """
    spend = features[column].where(features["status"] == "ok")
    rank = spend.rank(ascending=False, method="average") - 0.5
    part = N_PARTS * rank // max(int(spend.notna().sum()), 1)
    return _placed(features, part)


def random_segments(segments: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Deal the segments of a scheme out among its customers by chance."""
    placed = segments.sort_values(KEY, ignore_index=True)
    known = (placed["segment"] >= 0).to_numpy()
    dealt = placed["segment"].to_numpy(copy=True)
    dealt[known] = np.random.default_rng(seed).permutation(dealt[known])
    return placed.assign(segment=dealt)


def _placed(features: pd.DataFrame, segment: pd.Series) -> pd.DataFrame:
    active = (features["status"] == "ok") & segment.notna()
    told = segment.where(active, UNASSIGNED).astype(np.int64)
    return features[[*KEY, "status"]].assign(segment=told)
