"""A shop whose three segments are known: rare, usual and frequent buyers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from patronage import profiles


@dataclass(frozen=True)
class Shop:
    features: pd.DataFrame
    segments: pd.DataFrame
    dictionary: pd.DataFrame
    names: pd.DataFrame


UNITS = {
    "recency_days": "days",
    "frequency": "days",
    "monetary_total": "money",
    "own_brand_share": "share",
    "shoe_size": "cm",
}


@pytest.fixture
def shop() -> Shop:
    segment = np.repeat([0, 1, 2], [60, 30, 10])
    wobble = np.tile([-1.0, 1.0], 50)
    features = pd.DataFrame(
        {
            "customer_id": [f"c{i:03d}" for i in range(100)],
            "as_of": pd.Timestamp("2026-01-01"),
            "status": "ok",
            "recency_days": np.array([300.0, 60, 5])[segment] + wobble,
            "frequency": np.array([1.0, 10, 50])[segment],
            "monetary_total": np.array([10.0, 100, 1000])[segment] + wobble,
            "own_brand_share": 0.5 + 0.1 * wobble,
            "shoe_size": 25.0,
        }
    )
    segments = features[["customer_id", "as_of", "status"]].assign(
        segment=segment, probability=np.nan, margin=np.nan
    )
    dictionary = pd.DataFrame({"column": UNITS.keys(), "unit": UNITS.values()}).assign(
        family="behavioural", kind="raw", meaning="", missing_share=0.0
    )
    told = profiles.profile_features(features, segments, dictionary, n_segments=3)
    levels = profiles.value_levels(features, segments)
    names = profiles.cluster_names(told, levels, scheme="kmeans")
    return Shop(features, segments, dictionary, names)
