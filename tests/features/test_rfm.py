from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.features.model import FeatureModel
from patronage.features.rfm import RFMScores

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "cdnow_sample.txt"
CALIBRATED = np.datetime64("1997-09-30")


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    """R, F and M at the end of the calibration period, straight from the file."""
    rows = pd.read_csv(SAMPLE, sep=r"\s+", header=None)
    rows.columns = ["id", "who", "day", "cds", "dollars"]
    rows["day"] = pd.to_datetime(rows["day"].astype(str))
    by = rows[rows["day"] <= CALIBRATED].groupby("who")
    return pd.DataFrame(
        {
            "status": "ok",
            "recency_days": (CALIBRATED - by["day"].max()).dt.days.astype(float),
            "purchase_days": by["day"].nunique().astype(float),
            "monetary_total": by["dollars"].sum().round(2),
        }
    )


def scored(features: pd.DataFrame, **settings) -> pd.DataFrame:
    return FeatureModel({"rfm": RFMScores(**settings)}).fit_transform(features)


def counts(scores: pd.Series) -> list[int]:
    return [int((scores == score).sum()) for score in range(1, 6)]


def test_cdnow_has_the_published_customers(cdnow):
    assert len(cdnow) == 2357
    assert cdnow["monetary_total"].sum() == pytest.approx(173_115.55)


def test_cdnow_scores_follow_the_rank_rule(cdnow):
    table = scored(cdnow)
    assert counts(table["recency_score"]) == [466, 475, 476, 467, 473]
    assert counts(table["frequency_score"]) == [0, 1411, 0, 439, 507]
    assert counts(table["monetary_score"]) == [480, 462, 472, 472, 471]
    assert (table["rfm_cell"] == 555).sum() == 247


def test_doubled_money_changes_no_score(cdnow):
    doubled = cdnow.assign(monetary_total=2 * cdnow["monetary_total"])
    names = RFMScores().get_feature_names_out()
    pd.testing.assert_frame_equal(scored(cdnow)[names], scored(doubled)[names])


FIVE = pd.DataFrame(
    {
        "status": "ok",
        "recency_days": [5.0, 4, 3, 2, 1],
        "purchase_days": [1.0, 1, 1, 1, 9],
        "monetary_total": [1.0, 2, 3, 4, 5],
    }
)


def test_a_cell_is_the_three_digits_and_the_score_their_mean():
    table = scored(FIVE)
    assert table["rfm_cell"].tolist() == [131, 232, 333, 434, 555]
    assert table["rfm_score"].tolist() == pytest.approx([5 / 3, 7 / 3, 3, 11 / 3, 5])


def test_weights_count_in_proportion():
    table = scored(FIVE, weights=[0, 0, 4])
    assert table["rfm_score"].tolist() == table["monetary_score"].tolist()


def test_what_is_missing_has_no_cell():
    model = FeatureModel({"rfm": RFMScores()}).fit(FIVE)
    dormant = FIVE.assign(recency_days=[np.nan, 4, 3, 2, 1], status="dormant")
    table = model.transform(dormant)
    assert table["rfm_cell"].isna().tolist() == [True, False, False, False, False]
    assert table["monetary_score"].notna().all()


def test_settings_survive_cloning():
    scores = RFMScores(n_scores=3, weights=[1, 2, 3])
    assert clone(scores).get_params() == scores.get_params()


@pytest.mark.parametrize("weights", [[1, 1], [1, -1, 1], [0, 0, 0]])
def test_weights_that_are_no_shares_are_refused(weights):
    with pytest.raises(ConfigError, match="three numbers"):
        RFMScores(weights=weights).fit(FIVE)
