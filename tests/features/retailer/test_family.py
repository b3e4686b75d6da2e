import numpy as np
import pandas as pd
import pytest
from features.retailer.retailers import KINDS, retailers

from patronage.features import (
    FeatureModel,
    PeerIndicator,
    RetailerFeatures,
    ValueFeatures,
    learned_columns,
    with_fields,
)
from patronage.features.raw import raw_features

SCORES = [f"{name}_score" for name in ("contribution", "support", "influence")]
SALES = {
    "ann": [{"day": "2025-12-01", "amount": 100, "quantity": 50}],
    "bob": [{"day": "2025-12-01", "amount": 200, "quantity": 20}],
    "cyd": [{"day": "2025-12-01", "amount": 300, "quantity": 90}],
}
TOOK_PART = [(f"2025-{month:02}-01", "participation") for month in range(1, 13)]
EVENTS = {
    "ann": [("2025-12-01", "allocation", 50), *TOOK_PART],
    "bob": [("2025-12-01", "allocation", 40), ("2025-12-31", "violation", 0, 40)],
    "cyd": [("2025-12-01", "allocation", 100)],
}
LEADER = {"leader": pd.Categorical(["no", "yes", None], ["no", "yes"])}


def indicator(*columns: str) -> PeerIndicator:
    return PeerIndicator(columns=columns)


def families(**settings):
    retailer = RetailerFeatures(
        contribution={"money": indicator("margin_total", "monetary_total")},
        support={
            "satisfaction": indicator("order_satisfaction"),
            "new": indicator("new_product_uptake"),
        },
        influence={"leader": indicator("leader")},
        **settings,
    )
    return with_fields({"value": ValueFeatures(), "retailer": retailer}, {})


def described(batch, **settings) -> pd.DataFrame:
    made = families(**settings)
    raw = raw_features(batch, made).assign(**batch.attributes)
    model = FeatureModel(learned_columns(made)).fit(raw)
    return model.transform(raw).set_index("customer_id")


def test_five_dimensions_and_how_much_of_them_is_known():
    found = described(retailers(EVENTS, orders=SALES, attributes=LEADER))
    assert found["contribution_score"].round(2).tolist() == [16.67, 50, 83.33]
    assert found["support_score"].round(2).tolist() == [83.33, 16.67, 50]
    assert found["influence_score"].tolist()[:2] == [25, 75]
    assert np.isnan(found["influence_score"].iloc[2])
    assert found["credit_score"].tolist() == [100, 60, 100]
    assert found["severe_violations"].tolist() == [0, 1, 0]
    # of money, satisfaction, new products, leader, credit, tenure
    assert found["retailer_coverage"].tolist() == [5 / 6, 5 / 6, 4 / 6]


def test_a_source_that_tells_little_has_few_dimensions_and_says_so():
    found = described(retailers({who: [] for who in SALES}, orders=SALES, kinds=()))
    assert [name for name in SCORES if name in found] == ["contribution_score"]
    assert "credit_score" not in found
    assert found["retailer_coverage"].tolist() == [2 / 6] * 3


def test_the_wrongs_of_one_change_his_credit_and_nothing_else():
    worse = EVENTS | {"bob": [*EVENTS["bob"], ("2025-11-01", "overdue", 30)]}
    before, after = (
        described(retailers(events, orders=SALES, attributes=LEADER))
        for events in (EVENTS, worse)
    )
    same = before.drop(columns=["overdue_points", "credit_score"])
    pd.testing.assert_frame_equal(after[same.columns].drop("bob"), same.drop("bob"))
    pd.testing.assert_frame_equal(
        after[same.columns].drop(columns="credit_band"),
        same.drop(columns="credit_band"),
    )
    assert after.loc["bob", "credit_score"] < before.loc["bob", "credit_score"]


def test_participation_is_a_rate_in_the_window():
    batch = retailers(EVENTS, orders=SALES, window_days=90)
    found = families()["retailer"](batch)
    assert found["participations"].tolist() == [2, 0, 0]
    assert found["participation_months"].tolist() == pytest.approx([31 / 30] * 3)


@pytest.mark.parametrize("kinds", [KINDS, ("visit",)])
def test_every_batch_and_every_day_has_the_same_columns(kinds):
    events = {who: [] for who in SALES}
    retailer = families()["retailer"]
    late = retailer(retailers(events, orders=SALES, kinds=kinds))
    early = retailer(retailers(events, orders=SALES, kinds=kinds, as_of="2019-01-01"))
    young = retailer(retailers(events, orders=SALES, kinds=kinds, observed=3))
    assert list(late) == list(early) == list(young)
    declared = {column.name for column in retailer.columns}
    assert set(late) <= declared
