import numpy as np
import pytest

from patronage.clustering.ranking import composite_score, near_best


def test_the_score_is_the_mean_rank_over_four_criteria():
    table = {
        "k": np.array([2, 3, 4]),
        "silhouette": np.array([0.9, 0.5, 0.4]),
        "calinski_harabasz": np.array([9.0, 5.0, 6.0]),
        "davies_bouldin": np.array([0.1, 0.6, 0.5]),
        "stability_ari": np.array([0.9, 0.9, 0.8]),
    }
    score, error = composite_score(table, np.array([False, True, True]))
    assert score[1:].tolist() == [1.5, 1.5]
    assert np.isnan(score[0])
    assert error[1] == pytest.approx(np.std([2, 1, 1, 2], ddof=1) / 2)


def test_near_ties_are_within_the_error_of_the_best():
    score = np.array([np.nan, 2.0, 3.0, 2.6])
    error = np.array([np.nan, 9.0, 0.5, 9.0])
    assert near_best(score, error).tolist() == [False, False, True, True]


def test_without_an_error_only_the_best_is_near():
    score, unknown = np.array([1.0, 3.0]), np.full(2, np.nan)
    assert near_best(score, unknown).tolist() == [False, True]


def test_where_nothing_was_scored_nothing_is_near():
    unknown = np.full(2, np.nan)
    assert not near_best(unknown, unknown).any()
