from copy import copy

import numpy as np
import pytest

from patronage.features.lifetime import LifetimeModel
from tests.features.lifetime.evidence_tables import evidence

FEATURES = evidence()


@pytest.fixture(scope="module")
def fitted() -> LifetimeModel:
    return LifetimeModel().fit(FEATURES)


def test_metrics_are_finite_and_named_for_every_run(fitted):
    report = fitted.report()
    holdout = {f"btyd_holdout_{n}" for n in ("total_ratio", "spearman", "mae")}
    assert set(report.metrics) == {"btyd_fallback", *holdout}
    assert np.isfinite(list(report.metrics.values())).all()
    assert report.metrics["btyd_fallback"] == 0


def test_parameters_are_those_of_both_models(fitted):
    report = fitted.report()
    assert report.parameters["btyd_model"] == "mbgnbd"
    assert report.parameters["btyd_r"] == fitted.lifetimes_.parameters_.r
    assert report.parameters["btyd_spend_q"] == fitted.spend_.parameters_.q
    assert report.parameters["btyd_margin"] == 1


def test_a_sentence_says_what_was_foretold(fitted):
    sentence = fitted.report().sentence
    assert sentence.startswith("lifetime: mbgnbd (3,000 customers, ")
    assert f"(ratio {fitted.holdout_['total_ratio']:.2f})." in sentence
    assert fitted.report().warnings == ()


@pytest.mark.parametrize("ratio", [0.5, 1.5])
def test_a_poor_forecast_is_warned_of(fitted, ratio):
    poor = copy(fitted)
    poor.holdout_ = fitted.holdout_ | {"total_ratio": ratio}
    (warning,) = poor.report().warnings
    assert f"got {ratio:.2f}" in warning


def test_a_fallback_says_why():
    report = LifetimeModel().fit(FEATURES.iloc[:99]).report()
    assert report.metrics == {"btyd_fallback": 1}
    assert "it needs 500 customers; got 99" in report.sentence
    assert report.parameters == {"btyd_model": "mbgnbd"}


def test_spend_that_goes_with_frequency_is_warned_of():
    linked = FEATURES.assign(
        repeat_value_mean=FEATURES["lifetime_x"].where(FEATURES["lifetime_x"] > 0)
        + np.random.default_rng(1).gamma(9, 0.2, len(FEATURES))
    )
    warnings = LifetimeModel().fit(linked).report().warnings
    assert any("hardly correlate" in warning for warning in warnings)


def test_a_history_too_short_to_hold_out_is_said():
    new = FEATURES.assign(holdout_x=np.nan)
    assert "nothing could be held out" in LifetimeModel().fit(new).report().sentence
