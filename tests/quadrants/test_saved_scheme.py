"""A whole scheme, written and read again."""

import numpy as np
import pandas as pd

from patronage.io.models import load_model, save_model
from patronage.quadrants import (
    AttitudeAxis,
    MeasuredProxy,
    MixtureCut,
    RateProxy,
    RepeatAxis,
    ShareProxy,
)
from tests.quadrants.grocers import grocers
from tests.quadrants.loyal_world import scheme


def surveyed():
    features = grocers(300)
    told = features["category_richness"] + np.random.default_rng(2).normal(size=300)
    third = np.arange(300) % 3
    return features.assign(
        customer_id=[f"{place:03}" for place in range(300)],
        as_of=pd.Timestamp("2018-01-01"),
        status="ok",
        survey_attitude=np.where(third == 0, told, np.nan),
        survey_attitude_calibrated=np.where(third < 2, told, np.nan),
        survey_attitude_sd=np.where(third == 1, 0.8, np.nan),
    )


def loyalty():
    proxies = {
        "own_brand_share": ShareProxy("focal_lines", "branded_lines"),
        "full_price_share": ShareProxy("full_price_lines", "priced_lines"),
        "engagement_rate": RateProxy("redemptions", "campaigns"),
        "category_richness": MeasuredProxy(error=0.5),
    }
    axes = {"first": AttitudeAxis("attitude", proxies), "second": RepeatAxis()}
    settings = {"cut": MixtureCut(), "n_cut_bootstraps": 20, "n_draws": 40}
    return scheme().set_params(**axes, **settings)


def test_a_saved_scheme_places_as_before_to_the_bit(tmp_path):
    features = surveyed()
    fitted = loyalty().fit(features)
    loaded = load_model(save_model(tmp_path / "scheme.skops", fitted))
    pd.testing.assert_frame_equal(
        loaded.assign(features), fitted.assign(features), check_exact=True
    )
    one, other = loaded.posterior(features), fitted.posterior(features)
    assert one.probability.tobytes() == other.probability.tobytes()
    assert one.error.tobytes() == other.error.tobytes()
    pd.testing.assert_frame_equal(
        loaded.axes(features), fitted.axes(features), check_exact=True
    )
    again = save_model(tmp_path / "again.skops", loaded)
    assert again.read_bytes() == (tmp_path / "scheme.skops").read_bytes()
