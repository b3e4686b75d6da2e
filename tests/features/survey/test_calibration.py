import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage.features.survey import CalibratedAttitude

N = 2_000
TELLING = ("own_brand_share", "return_share")


def shop(*, noise: float = 10.0, asked: float = 0.5, seed: int = 1) -> pd.DataFrame:
    """Customers whose attitude is 50 + 8 own brand - 4 returns, give or take noise."""
    rng = np.random.default_rng(seed)
    own, returned, luck = rng.normal(size=(3, N))
    told = 50 + 8 * own - 4 * returned + noise * luck
    return pd.DataFrame(
        {
            "truth": told,
            "survey_attitude": np.where(rng.random(N) < asked, told, np.nan),
            "own_brand_share": own,
            "return_share": returned,
        }
    )


def calibrated(frame: pd.DataFrame, **settings) -> CalibratedAttitude:
    return CalibratedAttitude("survey_attitude", **settings).fit(frame)


def test_who_was_not_asked_is_predicted_and_the_error_is_told():
    frame = shop()
    model = calibrated(frame)
    value, error = model.transform(frame).T
    silent = frame["survey_attitude"].isna()
    off = (value - frame["truth"])[silent]
    # of 80 parts of variance in 180 the proxies know
    assert model.r2_ == pytest.approx(80 / 180, abs=0.05)
    assert error[silent].mean() == pytest.approx(off.std(), rel=0.1)
    assert (off.abs() < 1.96 * error[silent]).mean() == pytest.approx(0.95, abs=0.02)


def test_who_was_asked_keeps_the_answer():
    frame = shop()
    asked = frame["survey_attitude"].notna()
    value, error = calibrated(frame).transform(frame)[asked].T
    assert (value == frame["survey_attitude"][asked]).all()
    assert np.isnan(error).all()


@pytest.mark.parametrize(
    ("frame", "settings"),
    [
        (shop(noise=100), {}),
        (shop(asked=0.02), {}),
        (shop(), {"proxies": ("advocacy_rate",)}),
        (shop().assign(survey_attitude=50.0), {}),
        (shop().assign(survey_attitude=np.nan), {}),
        (shop().assign(own_brand_share=np.nan, return_share=np.nan), {}),
    ],
    ids=["noise", "few asked", "no proxy", "all alike", "none asked", "unknown"],
)
def test_what_is_not_earned_is_not_predicted(frame, settings):
    model = calibrated(frame, **settings)
    value, error = model.transform(frame).T
    assert not model.earned_
    assert np.array_equal(value, frame["survey_attitude"], equal_nan=True)
    assert np.isnan(error).all()


def test_half_of_the_proxies_are_enough():
    frame = shop()
    model = calibrated(frame)
    nobody = pd.DataFrame({"survey_attitude": [np.nan] * 3, "own_brand_share": 1.0})
    nobody["return_share"] = [0.0, np.nan, np.nan]
    nobody.loc[2, "own_brand_share"] = np.nan
    value, error = model.transform(nobody).T
    assert np.isfinite(value).tolist() == [True, True, False]
    assert np.isfinite(error).tolist() == [True, True, False]


def test_a_prediction_stays_on_the_scale():
    far = pd.DataFrame({"survey_attitude": np.nan, "own_brand_share": [-99.0, 99]})
    value = calibrated(shop()).transform(far.assign(return_share=0.0))[:, 0]
    assert value.tolist() == [0, 100]


def test_the_order_of_customers_changes_no_bit():
    frame = shop()
    shuffled = frame.sample(frac=1, random_state=3)
    first = calibrated(frame).transform(frame)
    again = calibrated(shuffled).transform(frame)
    assert first.tobytes() == again.tobytes()


def test_a_value_does_not_depend_on_who_stands_beside():
    frame = shop()
    model = calibrated(frame)
    together = model.transform(frame)
    apart = np.vstack([model.transform(frame[i : i + 1]) for i in range(99)])
    assert together[:99].tobytes() == apart.tobytes()


def test_it_says_which_columns_it_read():
    model = CalibratedAttitude("survey_attitude")
    assert model.inputs == ("survey_attitude",)
    assert set(TELLING) < set(model.optional)
    assert model.fit(shop()).inputs == ("survey_attitude", *TELLING)


def test_it_is_an_estimator():
    model = clone(CalibratedAttitude("survey_attitude", min_r2=0.2))
    assert model.get_params()["min_r2"] == 0.2
    assert list(model.get_feature_names_out()) == [
        "survey_attitude_calibrated",
        "survey_attitude_sd",
    ]
