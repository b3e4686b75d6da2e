import numpy as np
import pytest
from scipy.stats import chi2, friedmanchisquare

from patronage.weights import kendall_w


def test_three_people_who_nearly_agree():
    found = kendall_w(np.array([[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]], float))
    assert found.w == pytest.approx(0.77778, abs=5e-6)
    assert found.statistic == pytest.approx(7)
    assert found.p_value == pytest.approx(chi2.sf(7, 3))


def test_with_ties_it_is_friedman_s_test():
    scores = np.random.default_rng(0).integers(0, 4, (8, 5)).astype(float)
    found, known = kendall_w(scores), friedmanchisquare(*scores.T)
    assert found.statistic == pytest.approx(known.statistic)
    assert found.p_value == pytest.approx(known.pvalue)


def test_who_all_rank_alike_agree_fully_whatever_their_scores():
    scores = np.array([[1, 2, 3], [10, 50, 60], [0, 0.1, 99]])
    assert kendall_w(scores).w == pytest.approx(1)
    tied = np.array([[1, 1, 3], [5, 5, 9]], dtype=float)
    assert kendall_w(tied).w == pytest.approx(1)


def test_opposite_ranks_agree_not_at_all():
    found = kendall_w(np.array([[1, 2, 3], [3, 2, 1]], dtype=float))
    assert (found.w, found.p_value) == (0, 1)


@pytest.mark.parametrize("scores", [np.ones((4, 3)), np.zeros((0, 3)), np.ones((3, 1))])
def test_where_nothing_is_ranked_nothing_is_said(scores):
    assert np.isnan(kendall_w(scores).w)
