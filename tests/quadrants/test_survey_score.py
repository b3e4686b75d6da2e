import numpy as np
import pandas as pd
import pytest

from patronage.quadrants import SurveyScore

RNG = np.random.default_rng(21)
TOLD = RNG.integers(0, 11, 600) * 10.0
FRAME = pd.DataFrame({"survey_attitude": TOLD})


def test_an_answer_errs_by_the_standard_error_of_measurement():
    fitted = SurveyScore(reliability=0.75).fit(FRAME)
    assert fitted.error_ == pytest.approx(TOLD.std() / 2)


def test_a_reliable_answer_is_certain():
    fitted = SurveyScore(reliability=1).fit(FRAME)
    drawn = fitted.draws(FRAME, 5, seed=(1,)).each
    assert drawn == pytest.approx(fitted.z(FRAME)[:, None].repeat(5, 1), abs=1e-6)


def test_three_items_tell_their_reliability_themselves():
    true = RNG.normal(50, 10, 5000)
    items = {
        f"survey_{part}": true + RNG.normal(0, 10, 5000)
        for part in ("preference", "satisfaction", "trust")
    }
    frame = pd.DataFrame({**items, "survey_attitude": sum(items.values()) / 3})
    fitted = SurveyScore(reliability=0.1).fit(frame)
    assert fitted.reliability_ == pytest.approx(0.75, abs=0.02)  # 3 / (3 + 1)


def test_predictions_err_by_what_stands_beside_them():
    frame = FRAME.assign(
        survey_attitude_calibrated=TOLD, survey_attitude_sd=np.nan
    ).astype(float)
    frame.loc[:99, "survey_attitude"] = np.nan
    frame.loc[:49, "survey_attitude_sd"] = 1.0
    frame.loc[50:99, "survey_attitude_sd"] = 30.0
    fitted = SurveyScore(reliability=1).fit(frame)
    spread = fitted.draws(frame, 400, seed=(1,)).each.std(1)
    assert spread[:50].mean() < spread[50:100].mean() / 2
    assert spread[100:].max() < 1e-6


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (pd.DataFrame({"x": [1.0]}), "not offered by this source"),
        (pd.DataFrame({"survey_attitude": [np.nan]}), "no customer has evidence"),
        (pd.DataFrame({"survey_attitude": [5.0, 5.0]}), "all customers are equal"),
    ],
)
def test_a_survey_that_says_nothing_says_why(frame, reason):
    assert SurveyScore().fit(frame).silent_ == reason
