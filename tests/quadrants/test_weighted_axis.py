import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.io.models import load_model, save_model
from patronage.quadrants import MeasuredProxy, RateProxy, ShareProxy, WeightedAxis
from tests.quadrants.grocers import grocers

RNG = np.random.default_rng(5)
FRAME = pd.DataFrame({"own": RNG.random(50), "price": RNG.random(50), "n": 9.0})
GROCERS = grocers()


def axis(weights, frame=FRAME, **settings):
    proxies = {name: MeasuredProxy(weight=w) for name, w in weights.items()}
    return WeightedAxis("attitude", proxies, **settings).fit(frame)


def uncertain(frame=GROCERS):
    proxies = {
        "own_brand_share": ShareProxy("focal_lines", "branded_lines", weight=0.3),
        "full_price_share": ShareProxy("full_price_lines", "priced_lines", weight=0.4),
        "engagement_rate": RateProxy("redemptions", "campaigns", weight=0.3),
        "category_richness": MeasuredProxy(weight=0.1),
    }
    return WeightedAxis("attitude", proxies).fit(frame)


def test_a_score_lies_between_0_and_1_and_rises_with_its_columns():
    fitted = axis({"own": 1, "price": 1})
    low, high = fitted.transform(pd.DataFrame({"own": [0.1, 0.9], "price": [0.1, 0.9]}))
    assert 0 < low < 0.5 < high < 1


def test_a_negative_weight_turns_a_column_round():
    fitted = axis({"own": 1, "price": -2})
    score = fitted.transform(pd.DataFrame({"own": [0.5, 0.5], "price": [0.1, 0.9]}))
    assert score[0] > 0.5 > score[1]
    assert fitted.weights_ == {"own": 1 / 3, "price": -2 / 3}


def test_any_growing_scale_gives_the_same_scores():
    other = FRAME.assign(own=np.exp(7 * FRAME["own"]), price=10 * FRAME["price"])
    before = axis({"own": 1, "price": 1}).transform(FRAME)
    after = axis({"own": 1, "price": 1}, other).transform(other)
    assert before.tobytes() == after.tobytes()


def test_columns_that_are_not_there_or_say_nothing_are_left_out_with_the_reason():
    fitted = axis({"own": 1, "price": 1, "absent": 5, "n": 5})
    assert fitted.left_out_ == {
        "absent": "not offered by this source",
        "n": "all customers are equal",
    }
    assert fitted.weights_ == {"own": 0.5, "price": 0.5}
    assert fitted.used_columns == ["own", "price"]
    assert fitted.measurable_


@pytest.mark.parametrize("weights", [{"own": 1, "absent": 1}, {"absent": 1}])
def test_one_column_is_not_enough_to_measure(weights):
    fitted = axis(weights)
    assert not fitted.measurable_
    assert np.isnan(fitted.transform(FRAME)).all()
    assert np.isnan(fitted.draws(FRAME, 3)).all()
    assert set(fitted.sources(FRAME)) == {"missing"}


def test_a_customer_with_too_little_evidence_has_no_score():
    frame = pd.DataFrame({"own": [0.5, np.nan, 0.5], "price": 0.5, "n": [1.0, 9, 9]})
    fitted = axis({"own": 1, "price": 1}, min_evidence={"n": 2, "absent": 1})
    assert np.isnan(fitted.transform(frame)).tolist() == [True, True, False]
    assert np.isnan(fitted.draws(frame, 4)).all(1).tolist() == [True, True, False]
    assert fitted.sources(frame).tolist() == ["missing", "missing", "measured"]


def test_a_customer_needs_half_of_the_weight_that_is_left():
    frame = FRAME.assign(third=RNG.random(50), heavy=RNG.random(50))
    weights = {"own": 1, "price": 1, "heavy": 3, "absent": 90}
    fitted = axis(weights, frame)
    rows = pd.DataFrame({"own": 0.5, "price": [0.5, np.nan], "heavy": [np.nan, 0.5]})
    assert np.isnan(fitted.transform(rows)).tolist() == [True, False]


def test_what_a_customer_lacks_is_made_up_by_what_he_has():
    frame = FRAME.assign(third=RNG.random(50))
    three = axis({"own": 1, "price": 1, "third": 1}, frame)
    row = frame.iloc[:1].assign(third=np.nan)
    two = axis({"own": 1, "price": 1}, frame)
    assert three.transform(row)[0] == pytest.approx(two.transform(row)[0])


@pytest.mark.parametrize("weights", [{}, {"own": 0}, {"own": float("nan")}])
def test_an_axis_without_weights_is_refused(weights):
    with pytest.raises(ConfigError, match="the axis 'attitude' needs finite weights"):
        axis(weights)


def test_a_customer_alone_is_drawn_as_among_others():
    fitted, shuffled = uncertain(), GROCERS.sample(frac=1, random_state=1)
    together = fitted.draws(shuffled, 60)
    for place in (0, 7, 399):
        alone = fitted.draws(shuffled.iloc[[place]], 60)
        assert alone[0].tobytes() == together[place].tobytes()


def test_the_order_of_the_customers_of_the_fit_changes_no_bit():
    other = uncertain(GROCERS.sample(frac=1, random_state=2))
    assert (
        other.draws(GROCERS, 20).tobytes() == uncertain().draws(GROCERS, 20).tobytes()
    )


def test_every_customer_twice_gives_the_same_scores():
    twice = uncertain(pd.concat([GROCERS, GROCERS]))
    once = uncertain().transform(GROCERS)
    assert twice.transform(GROCERS) == pytest.approx(once, abs=1e-3)


def test_draws_stand_about_the_score():
    fitted = uncertain()
    gap = fitted.draws(GROCERS).mean(1) - fitted.transform(GROCERS)
    assert np.abs(gap).mean() < 0.06


def test_half_of_the_customers_are_high_also_where_little_is_known_of_them():
    rng = np.random.default_rng(9)
    n = 2000
    liking, trials = rng.normal(size=n), 2 + rng.poisson(6, n)
    chance = 1 / (1 + np.exp(2 - liking[:, None] + rng.normal(0, 0.3, (n, 3))))
    names = ["a", "b", "c"]
    seen = pd.DataFrame(rng.binomial(trials[:, None], chance) + 0.0, columns=names)
    seen["n"] = trials + 0.0
    fitted = WeightedAxis("liking", {x: ShareProxy(x, "n") for x in names}).fit(seen)
    likely = (fitted.draws(seen) >= np.median(fitted.transform(seen))).mean(1)
    assert likely.mean() == pytest.approx(0.5, abs=0.05)
    sure = likely > 0.7
    assert (liking >= 0)[sure].mean() == pytest.approx(likely[sure].mean(), abs=0.1)


def test_draws_agree_with_plain_sampling():
    fitted = uncertain()
    rng = np.random.default_rng(1)
    row = GROCERS.iloc[[7]]
    z = np.zeros(20_000)
    for name, proxy in fitted.proxies_.items():
        z += fitted.weights_[name] * plainly(proxy, row, rng)
    for cut in (-0.5, 0, 0.5):
        share = (fitted.z_draws(row, 20_000) >= cut).mean()
        assert share == pytest.approx((z >= cut).mean(), abs=0.02)


def plainly(proxy, row, rng):
    if isinstance(proxy, MeasuredProxy):
        return proxy.z(row)
    top, below = (row[column].item() for column in proxy.reads)
    prior = proxy.prior_
    if isinstance(proxy, ShareProxy):
        share = rng.beta(top + prior.a_, below - top + prior.b_, 20_000)
        values = share / (1 - share)
    else:
        values = rng.gamma(top + prior.r_, 1 / (below + prior.alpha_), 20_000)
        values /= prior.mean_
    return proxy.drawn_ranks_.transform(values)


def test_another_seed_gives_other_draws():
    fitted = uncertain()
    before = fitted.draws(GROCERS, 5)
    fitted.set_params(random_state=1)
    assert (before != fitted.draws(GROCERS, 5)).all(1).mean() > 0.9


def test_a_saved_axis_scores_as_before(tmp_path):
    fitted = uncertain()
    loaded = load_model(save_model(tmp_path / "axis.skops", fitted))
    assert loaded.draws(GROCERS, 9).tobytes() == fitted.draws(GROCERS, 9).tobytes()
