import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtri
from scipy.stats import spearmanr

from patronage.errors import ConfigError
from patronage.quadrants import (
    AttitudeAxis,
    MeasuredProxy,
    RateProxy,
    ShareProxy,
    SurveyScore,
)
from tests.quadrants.grocers import grocers

FRAME = grocers()
N = len(FRAME)
PROXIES = {
    "own_brand_share": ShareProxy("focal_lines", "branded_lines", weight=0.3),
    "full_price_share": ShareProxy("full_price_lines", "priced_lines", weight=0.4),
    "engagement_rate": RateProxy("redemptions", "campaigns", weight=0.3),
}


def surveyed(frame=FRAME):
    """The first hundred answer, the second are predicted, the rest are neither."""
    told = pd.Series(np.random.default_rng(2).integers(0, 11, N) * 10.0)
    place = pd.Series(np.arange(N))
    return frame.assign(
        survey_attitude=told.where(place < 100),
        survey_attitude_calibrated=told.where(place < 200),
        survey_attitude_sd=pd.Series(9.0, place.index).where(place.between(100, 199)),
    )


def axis(frame, proxies=PROXIES, **settings):
    settings = {"min_evidence": {"n_orders": 3}} | settings
    return AttitudeAxis("attitude", proxies, **settings).fit(frame)


def test_without_a_survey_the_proxies_are_the_attitude():
    fitted = axis(FRAME)
    assert set(fitted.sources(FRAME)) == {"proxy", "missing"}
    assert fitted.left_out_ == {"survey_attitude": "not offered by this source"}
    assert fitted.transform(FRAME).tobytes() == (
        fitted.proxy_axis_.transform(FRAME).tobytes()
    )
    assert fitted.draws(FRAME, 9).tobytes() == (
        fitted.proxy_axis_.draws(FRAME, 9).tobytes()
    )


def test_each_customer_says_where_his_attitude_comes_from():
    frame = surveyed()
    frame.loc[[150, 300], "n_orders"] = 1.0
    frame.loc[0, "n_orders"] = 1.0
    source = axis(frame).sources(frame)
    assert set(source[:100]) == {"survey"}
    assert source[[120, 150, 300]].tolist() == ["calibrated", "missing", "missing"]
    assert "proxy" in source[200:]


def test_survey_and_proxies_are_mixed_on_one_scale():
    frame = surveyed().assign(n_orders=9.0)
    fitted = axis(frame, survey_weight=0.6)
    told = fitted.survey_.z(frame)
    inferred = fitted.proxy_axis_.z(frame)
    inferred = (inferred - inferred.mean()) / inferred.std()
    found = ndtri(fitted.transform(frame))
    expected = np.where(np.isnan(told), inferred, 0.6 * told + 0.4 * inferred)
    assert found == pytest.approx(expected, abs=1e-6)


def test_weights_of_survey_and_proxies_add_up_to_1():
    weights = axis(surveyed()).weights_
    assert weights["survey_attitude"] == 0.7
    assert sum(map(abs, weights.values())) == pytest.approx(1)


def test_a_survey_alone_is_enough_to_measure():
    frame = surveyed()[["survey_attitude"]]
    fitted = axis(frame)
    assert fitted.measurable_
    assert fitted.weights_ == {"survey_attitude": 1.0}
    assert fitted.used_columns == ["survey_attitude"]
    assert np.isfinite(fitted.transform(frame)).sum() == 100
    assert (np.isfinite(fitted.draws(frame, 4)).all(1).sum()) == 100


def test_neither_survey_nor_two_proxies_cannot_be_measured():
    frame = FRAME.drop(columns=["focal_lines", "redemptions"])
    fitted = axis(frame)
    assert not fitted.measurable_
    assert np.isnan(fitted.transform(frame)).all()
    assert np.isnan(fitted.draws(frame, 3)).all()
    assert set(fitted.sources(frame)) == {"missing"}
    assert fitted.used_columns == []


def test_draws_are_missing_just_where_the_score_is():
    frame = surveyed()
    fitted = axis(frame)
    missing = np.isnan(fitted.transform(frame))
    assert missing.any()
    assert np.array_equal(np.isnan(fitted.draws(frame, 4)).all(1), missing)
    assert np.array_equal(fitted.sources(frame) == "missing", missing)


def test_a_customer_alone_is_drawn_as_among_others():
    frame = surveyed()
    fitted = axis(frame)
    together = fitted.draws(frame, 40)
    for place in (5, 120, 340):
        alone = fitted.draws(frame.iloc[[place]], 40)
        assert alone[0].tobytes() == together[place].tobytes()


def test_the_order_of_the_customers_of_the_fit_changes_no_bit():
    frame = surveyed()
    other = axis(frame.sample(frac=1, random_state=4))
    assert other.draws(frame, 9).tobytes() == axis(frame).draws(frame, 9).tobytes()


def test_money_in_other_units_changes_nothing():
    spend = pd.Series(np.random.default_rng(3).lognormal(3, 1, N))
    proxies = PROXIES | {"order_value_mean": MeasuredProxy(weight=0.2)}
    one, ten = (FRAME.assign(order_value_mean=k * spend) for k in (1, 10))
    assert axis(one, proxies).draws(one, 9).tobytes() == (
        axis(ten, proxies).draws(ten, 9).tobytes()
    )


def test_attitude_follows_what_customers_feel():
    rng = np.random.default_rng(8)
    feel = rng.normal(size=3000)
    lines = 3.0 * (2 + rng.poisson(np.exp(1.4 + 0.7 * rng.normal(size=3000))))
    frame = pd.DataFrame({"n_orders": lines / 3, "n": lines})
    for name in "abcd":
        chance = 1 / (1 + np.exp(-feel))
        frame[name] = rng.binomial(lines.astype(int), chance) + 0.0
    fitted = axis(frame, {name: ShareProxy(name, "n") for name in "abcd"})
    score = fitted.transform(frame)
    known = np.isfinite(score)
    assert spearmanr(score[known], feel[known]).statistic > 0.75


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"survey_weight": 1.5}, "survey_weight"),
        ({"survey_weight": -0.1}, "survey_weight"),
        ({"survey": SurveyScore(reliability=2)}, "reliability"),
    ],
)
def test_shares_beyond_0_and_1_are_refused(settings, word):
    with pytest.raises(ConfigError, match=f"{word} .* should lie between 0 and 1; got"):
        axis(FRAME, **settings)
