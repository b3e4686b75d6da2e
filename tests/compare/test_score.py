import numpy as np
import pytest

from patronage.compare.score import (
    Score,
    metrics_of,
    percentiles,
    resampled,
    scorecard,
    scores_of,
    share_score,
)
from patronage.loggable import Metric


def test_a_score_with_bounds_is_three_metrics():
    told = list(metrics_of([Score("a/b", 0.5, 0.4, 0.6), Score("c", 1.0)]))
    assert told == [
        Metric("a/b", 0.5),
        Metric("a/b_low", 0.4),
        Metric("a/b_high", 0.6),
        Metric("c", 1.0),
    ]


def test_what_is_not_known_is_no_metric():
    assert list(metrics_of([Score("a", float("nan"), 0.1, 0.2)])) == []


def test_metrics_become_scores_again():
    scores = [Score("a/b", 0.5, 0.4, 0.6), Score("c", 1.0)]
    back = scores_of(metrics_of(scores), ["c", "a/b", "z"])
    assert back[1] == scores[0]
    assert back[0].name == "c"
    assert np.isnan(back[0].low)


def test_a_scorecard_has_a_row_per_score():
    card = scorecard([Score("a", 1.0, 0.5, 2.0), Score("b", 3.0)])
    assert card["metric"].tolist() == ["a", "b"]
    assert card.loc[0, ["low", "high"]].tolist() == [0.5, 2.0]
    assert card.loc[1, ["low", "high"]].isna().all()


def test_a_mean_drawn_again_varies_as_its_standard_error():
    values = np.random.default_rng(0).normal(size=400)

    def mean(weight):
        return np.array([(weight * values).sum() / weight.sum()])

    low, high = resampled(mean, 400, seed=0, resamples=400)
    assert (high - low)[0] == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.12)
    assert low[0] < values.mean() < high[0]


def test_the_same_seed_draws_the_same_customers():
    first, again = (
        resampled(lambda weight: weight[:1], 9, seed=3, resamples=20) for _ in range(2)
    )
    assert np.array_equal(first, again)


def test_a_measure_that_is_never_defined_has_no_interval():
    low, high = percentiles(np.array([[1.0, np.nan], [3.0, np.nan], [np.nan, np.nan]]))
    assert (low[0], high[0]) == (pytest.approx(1.05), pytest.approx(2.95))
    assert np.isnan([low[1], high[1]]).all()


def test_a_share_has_the_interval_of_wilson():
    # Newcombe 1998, Stat Med 17:857, table I: 81 of 263.
    score = share_score("x", np.arange(263) < 81)
    assert (score.low, score.high) == (
        pytest.approx(0.2553, abs=5e-5),
        pytest.approx(0.3662, abs=5e-5),
    )
