import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.quadrants import WeightedAxis

RNG = np.random.default_rng(5)
FRAME = pd.DataFrame({"own": RNG.random(50), "price": RNG.random(50), "n": 9.0})


def axis(weights, **settings):
    return WeightedAxis("attitude", weights, **settings).fit(FRAME)


def test_a_score_lies_between_0_and_1_and_rises_with_its_columns():
    fitted = axis({"own": 1, "price": 1})
    low, high = fitted.transform(pd.DataFrame({"own": [0.1, 0.9], "price": [0.1, 0.9]}))
    assert 0 < low < 0.5 < high < 1


def test_a_negative_weight_turns_a_column_round():
    fitted = axis({"own": 1, "price": -2})
    score = fitted.transform(pd.DataFrame({"own": [0.5, 0.5], "price": [0.1, 0.9]}))
    assert score[0] > 0.5 > score[1]


def test_references_are_frozen():
    fitted = axis({"own": 1, "price": 1})
    alone = fitted.transform(FRAME.iloc[:1])
    assert alone[0] == fitted.transform(FRAME)[0]


def test_any_growing_scale_gives_the_same_scores():
    other = FRAME.assign(own=np.exp(7 * FRAME["own"]))
    before = axis({"own": 1, "price": 1}).transform(FRAME)
    after = WeightedAxis("a", {"own": 1, "price": 1}).fit(other).transform(other)
    assert before.tobytes() == after.tobytes()


def test_columns_that_are_not_there_or_say_nothing_are_left_out():
    fitted = axis({"own": 1, "price": 1, "absent": 5, "n": 5})
    assert fitted.left_out_ == ["absent", "n"]
    assert fitted.measurable_


def test_one_column_is_not_enough_to_measure():
    fitted = axis({"own": 1, "absent": 1})
    assert not fitted.measurable_
    assert np.isnan(fitted.transform(FRAME)).all()


def test_a_customer_with_too_little_evidence_has_no_score():
    frame = pd.DataFrame({"own": [0.5, np.nan, 0.5], "price": 0.5, "n": [1.0, 9, 9]})
    fitted = axis({"own": 1, "price": 1}, min_evidence={"n": 2})
    assert np.isnan(fitted.transform(frame)).tolist() == [True, True, False]


def test_an_axis_without_weights_is_refused():
    with pytest.raises(ConfigError, match="the axis 'attitude' needs weights"):
        axis({})
