import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.base import clone

from patronage import io
from patronage.errors import ConfigError, QualityError
from patronage.rules import Deflation, Indicator, RegionalWeights, WithinRegion
from patronage.weights import Equal
from tests.rules.valued import composite, customers

NUMBERS = arrays(
    np.float64,
    st.tuples(st.integers(1, 25), st.just(3)),
    elements=st.sampled_from([0.0, 1, 2, 3, 7, 100, np.nan]),
)


def world(size=200, seed=0):
    rng = np.random.default_rng(seed)
    return customers(
        spend=np.round(rng.lognormal(3, 1, size), 2),
        credit=np.round(100 * rng.random(size)),
        reach=rng.integers(0, 9, size).astype(float),
        region=rng.choice(["1", "2", "3"], size),
    )


@given(NUMBERS)
def test_everybody_has_one_tier_or_is_unknown(numbers):
    features = customers(**dict(zip("abc", numbers.T, strict=True)))
    known = np.isfinite(numbers).sum(1) >= 2
    if not known.any():
        return
    table = composite("a", "b", "c").fit(features).assign(features)
    placed = (table["segment"] >= 0).to_numpy()
    assert set(table["segment"]) <= {-1, 0, 1, 2}
    assert placed.tolist() == known.tolist()
    assert (table["status"] == np.where(placed, "ok", "unknown")).all()


@given(NUMBERS)
def test_equal_customers_are_never_parted(numbers):
    twice = np.concatenate([numbers, [[1.0, 2, 3]], numbers])
    features = customers(**dict(zip("abc", twice.T, strict=True)))
    segment = composite("a", "b", "c").fit(features).predict(features)
    half = len(numbers)
    assert (segment[:half] == segment[half + 1 :]).all()


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(random):
    features = world(60)
    order = random.sample(range(60), 60)
    shuffled = features.iloc[order].reset_index(drop=True)
    scheme = composite("spend", "credit", "reach", region=WithinRegion("region"))
    scheme.set_params(max_regional_reclass=1.0)
    one = scheme.fit(features).predict(features)
    assert (one[order] == scheme.fit(shuffled).predict(shuffled)).all()


@pytest.mark.parametrize("utility", ["rank_pct", "minmax_winsor", "logistic"])
def test_money_in_another_unit_gives_the_same_tiers(utility):
    one = world()
    other = one.assign(spend=one["spend"] * 1024)
    kinds = {n: Indicator(utility=utility) for n in ("spend", "credit", "reach")}
    tiers = [composite(indicators=kinds).fit(x).predict(x) for x in (one, other)]
    assert (tiers[0] == tiers[1]).all()


def test_the_shares_are_those_asked_for():
    features = world()
    untied = composite("spend", "credit", weights=[np.pi, 1])
    counts = untied.fit(features).predict(features)
    assert np.bincount(counts).tolist() == [40, 60, 100]


def test_the_reference_is_frozen():
    features = world()
    fitted = composite("spend", "credit", "reach").fit(features)
    best = customers(spend=[1e9] * 5, credit=[100.0] * 5, reach=[9.0] * 5)
    assert fitted.predict(best).tolist() == [0] * 5


def test_a_customer_who_is_not_ok_has_no_tier_and_no_say():
    features = world()
    features.loc[0, "status"] = "inactive"
    fitted = composite("spend", "credit", "reach").fit(features)
    assert fitted.predict(features)[0] == -1
    alone = composite("spend", "credit", "reach").fit(features[1:])
    assert (fitted.tiers_.edges_ == alone.tiers_.edges_).all()


def test_spend_that_only_differs_by_region_is_not_worth_more():
    rich = customers(
        spend=np.r_[np.arange(100.0) + 1000, np.arange(100.0)],
        region=["rich"] * 100 + ["poor"] * 100,
    )
    scheme = composite(
        "spend", region=WithinRegion("region", kappa=1e-6), max_regional_reclass=1.0
    ).fit(rich)
    segment = scheme.predict(rich)
    assert (segment[:100] == segment[100:]).all()
    assert scheme.reclassified_ == pytest.approx(0.6)


def test_regions_may_not_change_too_many_tiers():
    features = customers(
        spend=np.r_[np.arange(100.0) + 1000, np.arange(100.0)],
        region=["rich"] * 100 + ["poor"] * 100,
    )
    scheme = composite("spend", region=WithinRegion("region", kappa=1e-6))
    with pytest.raises(
        QualityError, match=r"20 % of .* at most; it changes that of 60 %"
    ):
        scheme.fit(features)


@pytest.mark.parametrize(
    "region",
    [
        RegionalWeights("region", {"1": {"spend": 0.9}}),
        Deflation("region", {"1": 1.1, "2": 1.0, "3": 0.9}, ["spend"]),
        WithinRegion("region"),
    ],
)
def test_a_fitted_value_is_saved_and_read_as_it_was(tmp_path, region):
    features = world()
    scheme = composite("spend", "credit", "reach", region=region)
    scheme.set_params(weighting=Equal()).fit(features)
    path = io.save_model(tmp_path / "value.skops", scheme)
    again = io.load_model(path)
    pd.testing.assert_frame_equal(again.assign(features), scheme.assign(features))
    assert clone(scheme).fit(features).reclassified_ == scheme.reclassified_
    assert 0 <= scheme.reclassified_ <= 0.2


def test_values_coverage_and_the_tier_by_volume_stand_in_the_axes():
    features = world(20)
    scheme = composite("spend", "credit", "reach").fit(features)
    table = scheme.axes(features)
    assert table["coverage"].tolist() == pytest.approx([1] * 20)
    utilities = table[["utility_spend", "utility_credit", "utility_reach"]]
    assert table["composite_value"].tolist() == pytest.approx(utilities.mean(axis=1))
    by_volume = features["spend"].rank(ascending=False)
    assert (table["segment_by_volume"] == np.searchsorted([4.5, 10.5], by_volume)).all()


def test_nobody_with_a_value_is_an_error():
    with pytest.raises(QualityError, match="no customer has 'composite_value'"):
        composite("a", "b", "c").fit(customers(a=[1.0, 2.0]))


def test_shares_that_are_no_shares_are_refused():
    with pytest.raises(ConfigError, match="sum to 1"):
        composite("a", shares=(0.5, 0.2, 0.2)).fit(customers(a=[1.0, 2.0]))
