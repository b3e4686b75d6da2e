import numpy as np
import pandas as pd
import pytest
from sklearn.utils.estimator_checks import parametrize_with_checks

from patronage.errors import ConfigError
from patronage.quadrants import Quadrants, QuadrantScheme, WeightedAxis
from patronage.segments import Purpose, SegmentName

RNG = np.random.default_rng(11)
PURPOSE = Purpose(objective="o", decision="d", owner="w", actions={"true": "thank"})
NAMES = [SegmentName(key=k, en=k, zh=k) for k in ("none", "inertia", "latent", "true")]


@parametrize_with_checks([Quadrants()])
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def test_four_corners_fall_in_four_quadrants():
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    assert Quadrants().fit_predict(corners).tolist() == [0, 1, 2, 3]


def population(n=400):
    attitude, repeat = RNG.random((2, n))
    return pd.DataFrame(
        {
            "customer_id": [f"{i:03}" for i in range(n)],
            "as_of": pd.Timestamp("2017-10-01"),
            "status": "ok",
            "own": attitude,
            "price": attitude + RNG.normal(0, 0.05, n),
            "rate": repeat,
            "alive": repeat + RNG.normal(0, 0.05, n),
            "tenure_days": 300.0,
            "interpurchase_days_mean": 20.0,
        }
    )


def scheme(attitude=("own", "price"), names=NAMES):
    return QuadrantScheme(
        "loyalty",
        PURPOSE,
        WeightedAxis("attitude", dict.fromkeys(attitude, 1)),
        WeightedAxis("repeat", {"rate": 1, "alive": 1}),
        names,
    )


def test_attitude_and_repeat_make_the_four_segments():
    features = population()
    table = scheme().fit(features).assign(features)
    expected = 2 * (features["own"] > 0.5) + (features["rate"] > 0.5)
    assert (table["segment"] == expected).mean() > 0.9
    assert set(table["segment"]) == {0, 1, 2, 3}
    assert table["margin"].between(0, 1).all()


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
    assert table.loc[:4, "margin"].isna().all()


def test_a_source_without_proxies_cannot_measure_attitude_and_says_so():
    features = population()
    fitted = scheme(attitude=("own", "absent")).fit(features)
    table = fitted.assign(features)
    assert (table["status"] == "not_measurable").all()
    assert (table["segment"] == -1).all()
    assert "attitude cannot be measured from this source" in fitted.caveats(features)[0]
    assert list(fitted.report(features))[1:] == []


def test_cuts_are_frozen_when_everybody_improves():
    features = population()
    fitted = scheme().fit(features)
    better = features.assign(rate=features["rate"] + 0.3, alive=features["alive"] + 0.3)
    before, after = fitted.predict(features), fitted.predict(better)
    assert ((after % 2) >= (before % 2)).all()
    assert (after % 2).mean() > 0.75


def test_the_order_of_customers_changes_nothing():
    features = population()
    shuffled = features.sample(frac=1, random_state=1)
    first = scheme().fit(features).assign(features).set_index("customer_id")
    second = scheme().fit(shuffled).assign(shuffled).set_index("customer_id")
    pd.testing.assert_frame_equal(first, second.loc[first.index])


def test_axes_that_measure_the_same_thing_are_reported():
    features = population()
    features["own"], features["price"] = features["rate"], features["alive"]
    caveats = scheme().fit(features).caveats(features)
    assert "not distinct" in caveats[-2]
    assert "off the diagonal" in caveats[-1]


def test_four_names_are_needed():
    with pytest.raises(ConfigError, match="quadrants have 4 names; got 3"):
        scheme(names=NAMES[:3]).fit(population())


def test_the_table_of_axes_says_where_each_value_comes_from():
    features = population()
    features.loc[0, "own"] = np.nan
    axes = scheme().fit(features).axes(features)
    assert axes["attitude_source"].tolist()[:2] == ["missing", "proxy"]
    assert axes["attitude"].isna().sum() == 1


def test_what_the_quadrants_do_not_show_is_said():
    features = population()
    caveats = " ".join(scheme().fit(features).caveats(features))
    assert "do not show that attitude brings them back" in caveats
    assert "distinct" not in caveats


def test_nobody_to_place_is_nobody_placed():
    features = population()
    fitted = scheme().fit(features)
    dormant = features.head(1).assign(status="dormant")
    assert fitted.predict(dormant).tolist() == [-1]
    assert fitted.predict(features.head(0)).tolist() == []
