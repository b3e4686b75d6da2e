"""Whether the memberships of imagined customers are honest, and would show if not."""

import copy

import numpy as np
import pandas as pd
import pytest

from patronage.compare import calibration
from patronage.quadrants import (
    AttitudeAxis,
    ColumnAxis,
    FrequencyProxy,
    MeasuredProxy,
    QuantileCut,
    RateProxy,
    RepeatAxis,
    ShareProxy,
    WeightedAxis,
    imagined,
)
from patronage.quadrants.imagined import N_IMAGINED
from tests.quadrants.grocers import grocers
from tests.quadrants.loyal_world import PROXIES, scheme, world

ALLOWED = 0.08
LEAST = 250  # 50 of the world's customers, each imagined five times
EVIDENCE = [*PROXIES, "n_orders", "repeat_days", "exposure_months"]


def fitted_world(seed, **settings):
    """A scheme, and the customers whom it has placed."""
    features = world(seed).features
    fitted = scheme(**settings).fit(features)
    placed = (fitted.assign(features)["segment"] >= 0).to_numpy()
    return fitted, features[placed]


def worst_gap(placing, features, quadrant):
    found = placing.membership(features)
    return gap(found.probability, found.segment == quadrant)


def gap(claimed, right):
    table = calibration(claimed, right)
    table = table[table["customers"] >= LEAST]
    return (table["kept"] - table["confidence"]).abs().max()


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_memberships_of_imagined_customers_are_honest(seed):
    fitted, placed = fitted_world(seed)
    made = imagined(fitted, placed)
    assert len(made.features) == len(made.quadrant) == N_IMAGINED
    assert worst_gap(fitted, made.features, made.quadrant) <= ALLOWED


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_memberships_off_the_median_are_honest_too(share):
    claimed, right = [], []
    for seed in range(3):  # together, since few customers are high
        fitted, placed = fitted_world(seed, cut=QuantileCut(share))
        made = imagined(fitted, placed)
        found = fitted.membership(made.features)
        claimed.append(found.probability)
        right.append(found.segment == made.quadrant)
        assert (made.quadrant >= 2).mean() == pytest.approx(share, abs=0.02)
    assert gap(np.concatenate(claimed), np.concatenate(right)) <= ALLOWED


def test_evidence_that_is_counted_five_times_shows():
    fitted, placed = fitted_world(1)
    made = imagined(fitted, placed)
    believed = made.features.assign(**(5 * made.features[EVIDENCE]))
    assert worst_gap(fitted, believed, made.quadrant) > ALLOWED


def test_priors_that_are_too_sure_show():
    fitted, placed = fitted_world(1)
    made = imagined(fitted, placed)
    wrong = copy.deepcopy(fitted)
    attitude, repeat = wrong.axes_
    for proxy in attitude.proxies_.values():
        proxy.prior_.precision_ *= 10
    repeat.proxies_["often"].prior_.alpha_ *= 10
    assert worst_gap(wrong, made.features, made.quadrant) > ALLOWED


def test_scores_that_are_certain_are_cut_where_it_may_be():
    features = world(1, 60).features.assign(liking=np.arange(60.0))
    axes = {"first": ColumnAxis("attitude", "liking")}
    axes["second"] = ColumnAxis("repeat", "liking")
    fitted = scheme().set_params(**axes).fit(features)
    made = imagined(fitted, features)
    assert worst_gap(fitted, made.features, made.quadrant) <= ALLOWED
    middle = made.features["liking"].between(28, 31)
    assert 0 < (made.quadrant[middle] == 3).mean() < 1


def test_neither_order_nor_ids_of_the_customers_matter():
    fitted, placed = fitted_world(1)
    order = np.random.default_rng(0).permutation(len(placed))
    named = placed["customer_id"].to_numpy()
    one = imagined(fitted, placed)
    other = imagined(fitted, placed.iloc[order].assign(customer_id=named))
    assert one.quadrant.tobytes() == other.quadrant.tobytes()
    pd.testing.assert_frame_equal(one.features[EVIDENCE], other.features[EVIDENCE])


def test_another_seed_imagines_others():
    fitted, placed = fitted_world(1)
    one, same, other = (imagined(fitted, placed, random_state=s) for s in (0, 0, 1))
    pd.testing.assert_frame_equal(one.features, same.features)
    assert (one.features["own"] != other.features["own"]).any()


def test_exposures_stay_and_successes_do_not_exceed_them():
    fitted, placed = fitted_world(1)
    made = imagined(fitted, placed).features
    assert set(made["n_orders"]) == set(placed["n_orders"])
    for name in PROXIES:
        assert made[name].between(0, made["n_orders"]).all()
    assert made["own"].sum() / made["n_orders"].sum() == pytest.approx(
        placed["own"].sum() / placed["n_orders"].sum(), abs=0.01
    )


def test_what_another_part_counts_against_stays():
    """New orders would change how many lines could be of the own brand."""
    features = grocers().assign(customer_id=range(400), as_of="2018-01-01", status="ok")
    often = RateProxy("n_orders", "exposure_months")
    own = ShareProxy("focal_lines", "n_orders")
    features["focal_lines"] = features[["focal_lines", "n_orders"]].min(axis=1)
    axes = {
        "first": WeightedAxis("attitude", {"own": own}, min_columns=1),
        "second": WeightedAxis("repeat", {"often": often}, min_columns=1),
    }
    made = imagined(scheme().set_params(**axes).fit(features), features).features
    assert set(made["n_orders"]) == set(features["n_orders"])
    assert made["focal_lines"].le(made["n_orders"]).all()


def surveyed():
    """Grocers, of whom a third answer, a third are predicted and a third unknown."""
    features = grocers(900)
    rng = np.random.default_rng(1)
    told = features["category_richness"] + rng.normal(size=900)
    third = np.arange(900) % 3
    return features.assign(
        customer_id=range(900),
        as_of="2018-01-01",
        status="ok",
        survey_attitude=np.where(third == 0, told, np.nan),
        survey_attitude_calibrated=np.where(third < 2, told, np.nan),
        survey_attitude_sd=np.where(third == 1, 0.8, np.nan),
    )


def loyalty():
    proxies = {
        "own_brand_share": ShareProxy("focal_lines", "branded_lines", weight=0.3),
        "full_price_share": ShareProxy("full_price_lines", "priced_lines", weight=0.4),
        "engagement_rate": RateProxy("redemptions", "campaigns", weight=0.3),
        "category_richness": MeasuredProxy(weight=0.1),
    }
    axes = {"first": AttitudeAxis("attitude", proxies), "second": RepeatAxis()}
    return scheme().set_params(**axes)


def test_answers_are_given_anew_and_predictions_stay():
    features = surveyed()
    made = imagined(loyalty().fit(features), features).features
    answered = made["survey_attitude"].notna()
    assert answered.mean() == pytest.approx(1 / 3, abs=0.01)
    again = made.loc[answered, "survey_attitude"]
    assert again.equals(
        made.loc[answered, "survey_attitude_calibrated"].rename("survey_attitude")
    )
    assert again.var() > 1.3 * features["survey_attitude"].var()
    predicted = made.loc[made["survey_attitude_sd"].notna()]
    known = features["survey_attitude_calibrated"].dropna()
    assert predicted["survey_attitude_calibrated"].isin(known).all()


def test_the_loyalty_quadrants_are_honest_about_all_they_read():
    features = surveyed()
    fitted = loyalty().fit(features)
    made = imagined(fitted, features)
    assert worst_gap(fitted, made.features, made.quadrant) <= ALLOWED


def test_frequency_against_peers_follows_the_new_purchases():
    features = surveyed()
    proxy = FrequencyProxy("repeat_days", "exposure_months")
    proxy.fit(features, "relative_frequency")
    shown = proxy.imagined(features, np.random.default_rng(0)).shown
    more = shown["repeat_days"] > features["repeat_days"]
    less = shown["repeat_days"] < features["repeat_days"]
    moved = shown["relative_frequency"] - features["relative_frequency"]
    assert (moved[more] > 0).all()
    assert (moved[less] < 0).all()
    assert moved[~more & ~less].to_numpy() == pytest.approx(0, abs=1e-12)


def test_who_had_no_exposure_shows_nothing_new():
    frame = pd.DataFrame({"k": [3.0, 0.0, np.nan], "n": [9.0, 0.0, 4.0]})
    many = pd.DataFrame({"k": np.arange(50.0), "n": 50.0})
    proxy = ShareProxy("k", "n").fit(many, "share")
    shown = proxy.imagined(frame, np.random.default_rng(0)).shown["k"]
    assert shown[1] == 0
    assert np.isnan(shown[2])


def test_levels_are_told_anew_as_levels_with_the_declared_error():
    levels = [f"{place:02}" for place in range(30)]
    often = pd.Categorical(np.repeat(levels[10:20], 400), levels, ordered=True)
    frame = pd.DataFrame({"often": often})
    proxy = MeasuredProxy(error=2.0).fit(frame, "often")
    told = proxy.imagined(frame, np.random.default_rng(0)).shown["often"]
    away = pd.Series(told).map(levels.index) - frame["often"].cat.codes
    assert set(told) <= set(levels)
    assert away.std() == pytest.approx(2 * np.sqrt(2), rel=0.03)


def test_nobody_gives_nobody():
    fitted, placed = fitted_world(1)
    made = imagined(fitted, placed.head(0))
    assert len(made.features) == len(made.quadrant) == 0
