import numpy as np
import pytest
from scipy.stats import norm, rankdata

from patronage.quadrants.rank_normal import MOST, RankNormal

RNG = np.random.default_rng(2)
NAN = float("nan")


def scores(values):
    values = np.asarray(values, float)
    return RankNormal().fit(values).transform(values)


def test_a_score_is_the_normal_quantile_of_the_average_rank():
    values = RNG.integers(0, 9, 200)
    expected = norm.ppf((rankdata(values) - 0.5) / 200)
    assert scores(values) == pytest.approx(expected, abs=1e-12)


def test_values_beyond_the_reference_get_the_scores_of_its_ends():
    fitted = RankNormal().fit(np.arange(10.0))
    assert fitted.transform(np.array([-99.0, 99.0])) == pytest.approx(
        fitted.transform(np.array([0.0, 9.0]))
    )


def test_missing_values_stay_missing_and_do_not_count():
    assert np.isnan(scores([1, NAN, 3])).tolist() == [False, True, False]
    assert scores([1, NAN, 3])[[0, 2]].tolist() == scores([1, 3]).tolist()


def test_everybody_twice_has_the_same_scores():
    values = RNG.normal(size=MOST + 500)
    twice = RankNormal().fit(np.repeat(values, 2)).transform(values)
    assert twice.tobytes() == scores(values).tobytes()


def test_a_large_reference_is_kept_small_and_stays_close():
    values = np.round(RNG.lognormal(size=60_000), 5)
    fitted = RankNormal().fit(values)
    exact = norm.ppf((rankdata(values) - 0.5) / len(values))
    assert len(fitted.points_) <= MOST
    inner = np.abs(exact) < 3
    assert np.abs(fitted.transform(values) - exact)[inner].max() < 0.03


def test_a_reference_without_values_scores_nothing_as_different():
    assert not RankNormal().fit(np.array([NAN])).varies_
    assert not RankNormal().fit(np.array([2.0, 2.0])).varies_


def test_values_between_two_edges_are_tied():
    fitted = RankNormal().fit(np.arange(10.0))
    found = fitted.between(np.array([2.0, 5.0]))
    assert found == pytest.approx(norm.ppf([0.1, 0.35, 0.75]))
