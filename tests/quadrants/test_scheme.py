import numpy as np
import pandas as pd
import pytest

from patronage.quadrants import (
    BusinessCut,
    ColumnAxis,
    MeasuredProxy,
    QuadrantScheme,
    QuantileCut,
    WeightedAxis,
)
from patronage.segments import Purpose, SegmentName
from tests.quadrants.loyal_world import scheme as loyalty
from tests.quadrants.loyal_world import world

PURPOSE = Purpose(objective="o", decision="d", owner="w", actions={"true": "thank"})
NAMES = [SegmentName(key=k, en=k, zh=k) for k in ("none", "inertia", "latent", "true")]
MEASURED = ("own", "price", "rate", "alive")


def population(n=400, seed=11):
    rng = np.random.default_rng(seed)
    attitude, repeat = rng.random((2, n))
    return pd.DataFrame(
        {
            "customer_id": [f"{i:03}" for i in range(n)],
            "as_of": pd.Timestamp("2017-10-01"),
            "status": "ok",
            "own": attitude,
            "price": attitude + rng.normal(0, 0.05, n),
            "rate": repeat,
            "alive": repeat + rng.normal(0, 0.05, n),
            "tenure_days": 300.0,
            "interpurchase_days_mean": 20.0,
        }
    )


def axis(name, *columns):
    proxies = {column: MeasuredProxy() for column in columns}
    return WeightedAxis(name, proxies, source="proxy")


def scheme(attitude=("own", "price"), names=NAMES, **settings):
    first, second = axis("attitude", *attitude), axis("repeat", "rate", "alive")
    return QuadrantScheme("loyalty", PURPOSE, first, second, names, **settings)


def own_units(first, second, **settings):
    axes = ColumnAxis("points", "points"), ColumnAxis("spend", "spend")
    cuts = {"first_cut": BusinessCut(first), "second_cut": BusinessCut(second)}
    return QuadrantScheme("q", PURPOSE, *axes, NAMES, **cuts, **settings)


def test_attitude_and_repeat_make_the_four_segments():
    features = population()
    table = scheme().fit(features).assign(features)
    expected = 2 * (features["own"] > 0.5) + (features["rate"] > 0.5)
    assert (table["segment"] == expected).mean() > 0.9
    assert set(table["segment"]) == {0, 1, 2, 3}
    assert table["margin"].between(0, 1).all()
    assert table["probability"].between(0.25, 1).all()


def test_a_new_customer_is_not_called_disloyal():
    features = population()
    features.loc[:9, "tenure_days"] = 5
    table = scheme().fit(features).assign(features)
    assert (table.loc[:9, "status"] == "new").all()
    assert (table.loc[:9, "segment"] == -1).all()


def test_missing_evidence_is_unknown():
    features = population()
    features.loc[:4, "own"] = np.nan
    table = scheme().fit(features).assign(features)
    assert table.loc[:4, "status"].tolist() == ["unknown"] * 5
    assert table.loc[:4, ["probability", "margin"]].isna().all(axis=None)


def test_a_source_without_proxies_cannot_measure_attitude_and_says_so():
    features = population()
    fitted = scheme(attitude=("own", "absent")).fit(features)
    table = fitted.assign(features)
    assert (table["status"] == "not_measurable").all()
    assert (table["segment"] == -1).all()
    (said,) = fitted.caveats(features)
    assert said == (
        "attitude cannot be measured from this source: too little of what it is made "
        "of is there (not offered by this source: absent)."
    )
    assert len(fitted.memberships(features)) == 0
    assert np.isnan(fitted.posterior(features).probability).all()


def test_cuts_are_frozen_when_everybody_improves():
    features = population()
    fitted = scheme().fit(features)
    better = features.assign(rate=features["rate"] + 0.3, alive=features["alive"] + 0.3)
    before, after = fitted.predict(features), fitted.predict(better)
    assert ((after % 2) >= (before % 2)).all()
    assert (after % 2).mean() > 0.75


def test_the_order_of_customers_changes_nothing():
    features = world(0, 500).features
    shuffled = features.sample(frac=1, random_state=1)
    first = loyalty().fit(features).assign(features).set_index("customer_id")
    second = loyalty().fit(shuffled).assign(shuffled).set_index("customer_id")
    pd.testing.assert_frame_equal(first, second.loc[first.index])


def test_a_customer_alone_is_placed_as_among_others():
    features = world(0, 300).features
    fitted = loyalty().fit(features)
    together = fitted.assign(features)
    for place in (0, 17, 299):
        alone = fitted.assign(features.iloc[[place]])
        expected = together.iloc[[place]].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, expected)


def test_customers_who_stand_twice_move_no_cut():
    features = world(0, 400).features
    twice = pd.concat([features, features], ignore_index=True)
    once, again = loyalty().fit(features), loyalty().fit(twice)
    assert again.cut_values_ == pytest.approx(once.cut_values_, abs=2e-3)


def test_the_scale_of_a_measured_column_does_not_matter():
    features = population()
    dear = features.assign(**{name: 10 * features[name] for name in MEASURED})
    first, second = (scheme().fit(f).predict(f) for f in (features, dear))
    assert first.tolist() == second.tolist()


def test_who_may_as_well_be_elsewhere_is_borderline():
    features = world(0).features
    table = loyalty().fit(features).assign(features)
    doubtful = table["status"] == "borderline"
    assert 0.1 < doubtful.mean() < 0.7
    assert (table.loc[doubtful, "probability"] < 0.6).all()
    assert (table.loc[table["status"] == "ok", "probability"] >= 0.6).all()
    assert (table.loc[doubtful, "segment"] >= 0).all()


def test_memberships_are_four_a_customer_and_sum_to_one():
    features = population()
    features.loc[0, "own"] = np.nan
    fitted = scheme().fit(features)
    told = fitted.memberships(features)
    by_customer = told.groupby("customer_id")["probability"]
    assert set(by_customer.size()) == {4}
    assert by_customer.sum().to_numpy() == pytest.approx(1)
    table = fitted.assign(features).set_index("customer_id")
    assert set(told["customer_id"]) == set(table.index[table["segment"] >= 0])
    best = by_customer.max()
    assert best.to_numpy() == pytest.approx(table.loc[best.index, "probability"])


def test_business_cuts_are_in_the_units_of_their_columns():
    key = {"customer_id": list("abcd"), "as_of": pd.Timestamp("2017-10-01")}
    features = pd.DataFrame(
        {
            **key,
            "status": "ok",
            "points": [8.9, 9.0, 3, 10],
            "spend": [500, 5, 90.1, 90],
        }
    )
    fitted = own_units(9, 90).fit(features)
    assert fitted.predict(features).tolist() == [1, 2, 1, 3]
    assert fitted.cut_values_ == [9, 90]


def test_all_customers_equal_fall_on_one_side_and_it_is_said():
    features = population(60).assign(points=5.0, spend=3.0)
    fitted = own_units(9, 90).fit(features)
    assert set(fitted.predict(features)) == {0}
    assert any("same" in each or "equal" in each for each in fitted.caveats(features))
    for item in fitted.report(features):
        if hasattr(item, "frame"):
            assert not item.frame.isna().any(axis=None), item.name


def test_an_empty_quadrant_is_no_error():
    features = population(300)
    features["points"], features["spend"] = features["own"], features["own"]
    fitted = own_units(0.5, 0.5).fit(features)
    assert set(fitted.predict(features)) == {0, 3}
    told = " ".join(fitted.caveats(features))
    assert '"inertia" quadrant is not supported' in told


def test_axes_that_measure_the_same_thing_are_reported():
    features = population()
    features["own"], features["price"] = features["rate"], features["alive"]
    caveats = " ".join(scheme().fit(features).caveats(features))
    assert "not distinct" in caveats


def test_the_table_of_axes_says_where_each_value_comes_from():
    features = population()
    features.loc[0, "own"] = np.nan
    axes = scheme().fit(features).axes(features)
    assert axes["attitude_source"].tolist()[:2] == ["missing", "proxy"]
    assert axes["attitude"].isna().sum() == 1
    assert axes["attitude_error"].isna().sum() == 1


def test_what_the_quadrants_do_not_show_is_said():
    features = population()
    caveats = " ".join(scheme().fit(features).caveats(features))
    assert "do not show that attitude brings them back" in caveats
    assert "not distinct" not in caveats


def test_nobody_to_place_is_nobody_placed():
    features = population()
    fitted = scheme().fit(features)
    dormant = features.head(1).assign(status="dormant")
    assert fitted.predict(dormant).tolist() == [-1]
    assert fitted.predict(features.head(0)).tolist() == []


def test_axes_that_cannot_be_measured_have_a_table_all_the_same():
    features = population()
    table = scheme(attitude=("own", "absent")).fit(features).axes(features)
    assert len(table) == len(features)
    assert table["attitude"].isna().all()
    assert set(table["attitude_source"]) == {"missing"}


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_a_quantile_cut_leaves_the_share_that_it_is_asked_for(share):
    features = world(1, 2_000).features
    fitted = loyalty(first_cut=QuantileCut(share)).fit(features)
    high = fitted.posterior(features).probability[:, 2:].sum(axis=1)
    assert np.nanmean(high) == pytest.approx(share, abs=0.015)


def test_new_customers_have_no_part_in_what_the_data_support():
    features = population()
    rng = np.random.default_rng(0)
    new = features.head(300).assign(tenure_days=1, **dict.fromkeys(MEASURED, 0.5))
    new[list(MEASURED)] = np.repeat(rng.random((300, 1)), len(MEASURED), axis=1)
    new["customer_id"] = [f"n{place:03}" for place in range(300)]
    fitted = scheme().fit(features)
    alone = fitted.support(features)
    together = fitted.support(pd.concat([features, new]))
    assert together.rho == alone.rho
    assert together.bic == alone.bic
