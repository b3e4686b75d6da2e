"""Customers of three kinds, far apart."""

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from patronage.clustering import (
    ClusterScheme,
    FixedSelection,
    Gate,
    MissingValues,
    Preprocessing,
    RedundancyFilter,
    Resampling,
    RobustScaler,
    SkewTransformer,
    StabilitySelection,
    Trials,
    Winsorizer,
)
from patronage.segments import Purpose

# days since the last purchase, purchase days, spending a month
KINDS = {"regular": (3, 60, 200.0), "occasional": (40, 12, 60.0), "lost": (200, 2, 9.0)}


@pytest.fixture
def customers():
    """150 of each kind, in no order; ids say nothing."""
    rng = np.random.default_rng(7)
    typical = np.repeat(np.array([*KINDS.values()]), 150, axis=0)
    values = np.exp(np.log(typical) + rng.normal(scale=0.2, size=typical.shape))
    table = pd.DataFrame(
        {
            "recency_days": values[:, 0].round(),
            "frequency": values[:, 1].round(),
            "monetary_per_month": values[:, 2].round(2),
            "kind": np.repeat([*KINDS], 150),
        }
    )
    table["monetary_total"] = table["monetary_per_month"] * 12
    table = table.sample(frac=1, random_state=3).reset_index(drop=True)
    ids = [f"{i:04d}" for i in range(len(table))]
    return table.assign(customer_id=ids, as_of=pd.Timestamp("2020-01-01"), status="ok")


@pytest.fixture
def preprocessing():
    return Preprocessing(
        blocks={
            "behavioural": ["recency_days", "frequency"],
            "value": ["monetary_per_month"],
        },
        steps={
            "missing": MissingValues(),
            "winsorize": Winsorizer(),
            "shape": SkewTransformer(),
            "redundancy": RedundancyFilter(max_correlation=1.0),
            "scale": RobustScaler(),
        },
    )


@pytest.fixture
def scheme(preprocessing):
    return ClusterScheme(
        name="kmeans",
        purpose=Purpose(
            objective="see", decision="show", owner="us", actions={"high": "greet"}
        ),
        preprocessing=preprocessing,
        clusterer=KMeans(n_init=5),
        selection=StabilitySelection(
            k_max=5,
            resampling=Resampling(n_bootstraps=5, refit_inits=2),
            trials=Trials(n_nulls=19, n_references=1, n_splits=1, refit_inits=1),
        ),
    )


@pytest.fixture
def with_whales(customers):
    """And six customers far from all others: a cluster of their own to any k-means."""
    few = customers[:6].assign(
        customer_id=[f"whale{i}" for i in range(6)],
        recency_days=1.0,
        frequency=900.0 + np.arange(6),
        monetary_per_month=9e5,
        monetary_total=9e6,
    )
    return pd.concat([customers, few], ignore_index=True)


@pytest.fixture
def of_four(scheme):
    kept = {name: getattr(scheme.selection, name) for name in ("resampling", "trials")}
    return scheme.set_params(
        selection=FixedSelection(n_clusters=4, gate=Gate(k_min=2), **kept),
        preprocessing__steps={"scale": scheme.preprocessing.steps["scale"]},
    )
