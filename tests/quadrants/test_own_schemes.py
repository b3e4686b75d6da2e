"""The schemes of `conf/quadrants` beside loyalty, on customers made for them."""

import numpy as np
import pandas as pd

from patronage.config import instantiate
from tests.quadrants.grocers import grocers
from tests.test_conf import composed


def fitted(option, features):
    return instantiate(composed(f"quadrants={option}").quadrants).fit(features)


def customers(**columns):
    n = len(next(iter(columns.values())))
    return pd.DataFrame(
        {
            "customer_id": [f"{i:04}" for i in range(n)],
            "as_of": pd.Timestamp("2017-10-01"),
            "status": "ok",
            **columns,
        }
    )


def test_recommendation_and_spend_are_cut_in_their_own_units():
    features = customers(
        survey_recommendation=[0.0, 0, 100, 100, np.nan],
        monetary_per_month=[99.0, 101, 99, 101, 50],
    )
    scheme = fitted("recommendation_spend", features)
    placed = scheme.assign(features)
    assert scheme.cut_values_ == [85, 100]
    assert placed["segment"].tolist() == [0, 1, 2, 3, -1]
    assert placed["status"].iloc[-1] == "unknown"


def test_a_source_that_asked_nobody_cannot_measure_recommendation():
    features = customers(monetary_per_month=[99.0, 101])
    scheme = fitted("recommendation_spend", features)
    assert not scheme.measurable_
    assert "recommendation" in " ".join(scheme.caveats(features))


def test_high_value_customers_bring_much_and_grow():
    world = grocers(300)
    growth = np.random.default_rng(1).normal(size=300)
    features = customers(
        **world,
        monetary_total=40 * world["n_orders"],
        units_per_month=world["n_orders"] / 3,
        volume_trend=growth,
        spend_growth=np.tanh(growth),
    )
    scheme = fitted("value", features)
    table = scheme.assign(features)
    told = features.groupby(table["segment"])[["monetary_total", "volume_trend"]].mean()
    assert (
        told["monetary_total"].loc[[2, 3]].min() > told["monetary_total"][[0, 1]].max()
    )
    assert told["volume_trend"].loc[[1, 3]].min() > told["volume_trend"][[0, 2]].max()
    assert [name.zh for name in scheme.segment_names] == [
        "低价值客户",
        "潜在价值客户",
        "次级价值客户",
        "价值客户",
    ]
