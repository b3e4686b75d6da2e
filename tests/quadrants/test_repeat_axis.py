import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.quadrants import RepeatAxis
from tests.quadrants.grocers import grocers

FRAME = grocers()
LEVELS = ["never", "monthly", "weekly"]
SURVEY = pd.DataFrame(
    {
        "visits": pd.Categorical(
            np.random.default_rng(1).choice(LEVELS, 300), LEVELS, ordered=True
        )
    }
)


def test_purchases_give_four_components():
    fitted = RepeatAxis().fit(FRAME)
    assert fitted.weights_ == pytest.approx(
        {
            "relative_frequency": 0.4,
            "p_alive": 0.3,
            "continuity": 0.2,
            "clumpiness": -0.1,
        }
    )
    assert set(fitted.sources(FRAME)) == {"purchases"}


def test_who_comes_oftener_and_more_evenly_repeats_more():
    fitted = RepeatAxis().fit(FRAME)
    row = FRAME.iloc[[0, 0, 0]].reset_index(drop=True)
    row.loc[1, "relative_frequency"] += 0.5
    row.loc[2, "clumpiness"] = 0.0
    usual, often, even = fitted.transform(row)
    assert often > usual
    assert even > usual


def test_what_the_source_does_not_offer_is_left_out():
    fitted = RepeatAxis().fit(FRAME.drop(columns="p_alive"))
    assert fitted.left_out_ == {"p_alive": "not offered by this source"}
    assert fitted.weights_["relative_frequency"] == pytest.approx(0.4 / 0.7)


def test_expectation_can_take_the_place_of_being_alive():
    frame = FRAME.assign(expected_orders=FRAME["n_orders"])
    weights = {"relative_frequency": 1, "expected_orders": 1}
    fitted = RepeatAxis(weights=weights).fit(frame)
    assert fitted.weights_ == {"relative_frequency": 0.5, "expected_orders": 0.5}


def test_declared_levels_make_the_axis_where_there_are_no_purchases():
    fitted = RepeatAxis(source="declared", declared="visits").fit(SURVEY)
    score = pd.Series(fitted.transform(SURVEY)).groupby(SURVEY["visits"].cat.codes)
    assert score.first().is_monotonic_increasing
    assert score.nunique().tolist() == [1, 1, 1]
    assert set(fitted.sources(SURVEY)) == {"declared"}
    assert fitted.draws(SURVEY).std(1).max() < 1e-6


def test_declared_levels_may_err():
    sure, unsure = (
        RepeatAxis(source="declared", declared="visits", declared_error=e).fit(SURVEY)
        for e in (0.2, 0.8)
    )
    assert 0 < sure.draws(SURVEY).std(1).mean() < unsure.draws(SURVEY).std(1).mean()


def test_a_declared_column_that_is_not_there_cannot_be_measured():
    fitted = RepeatAxis(source="declared", declared="visits").fit(FRAME)
    assert not fitted.measurable_
    assert fitted.left_out_ == {"visits": "not offered by this source"}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"weights": {"p_alive": -0.3}}, "weights of 0 or more; got"),
        ({"weights": {"p_alive": 0}}, "finite weights, one of them not 0; got"),
        ({"weights": {"speed": 1}}, r"weights of .*; got \['speed'\]"),
        ({"source": "declared"}, "a column that declares it; got None"),
        ({"source": "guess"}, "purchases or declared as its source; got guess"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings, sentence):
    with pytest.raises(ConfigError, match=f"the axis 'repeat' needs {sentence}"):
        RepeatAxis(**settings).fit(FRAME)
