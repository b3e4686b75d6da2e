import numpy as np
import pytest
from scipy.stats import norm

from patronage.clustering import RankNormalizer


def test_ties_share_their_average_rank():
    values = np.array([[1.0], [2.0], [2.0], [9.0]])
    expected = norm.ppf((np.array([1, 2.5, 2.5, 4]) - 0.5) / 4)
    assert RankNormalizer().fit_transform(values).ravel() == pytest.approx(expected)


def test_newcomers_are_ranked_in_the_frozen_reference_and_stay_finite():
    ranks = RankNormalizer().fit(np.array([[1.0], [2.0], [3.0], [4.0]]))
    low, between, high = ranks.transform([[-1e9], [2.5], [1e9]]).ravel()
    assert (low, between, high) == pytest.approx((norm.ppf(1 / 8), 0, norm.ppf(7 / 8)))


def test_only_the_order_counts():
    values = np.random.default_rng(0).lognormal(size=(50, 2))
    ranks = RankNormalizer().fit_transform(values)
    assert (RankNormalizer().fit_transform(values**3 * 7.1) == ranks).all()


def test_a_newcomer_beyond_the_ends_gets_the_place_of_those_who_are_there():
    ranks = RankNormalizer().fit(np.array([[1.0], [1.0], [3.0], [4.0]]))
    assert ranks.transform([[-5.0]]) == ranks.transform([[1.0]])
    assert ranks.transform([[9.0]]) == ranks.transform([[4.0]])
