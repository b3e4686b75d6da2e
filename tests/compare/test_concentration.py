import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr
from sklearn.metrics import roc_auc_score

from patronage.compare.concentration import (
    area_under_curve,
    concentration,
    mid_ranks,
    rank_correlation,
)

RNG = np.random.default_rng(0)


def test_of_values_in_their_own_order_it_is_the_gini_coefficient():
    # METHODS C4: the Gini of 1..4 is 1/4.
    values = np.arange(1.0, 5.0)
    assert concentration(np.ones(4), values) == pytest.approx(0.25)


def test_one_level_tells_nothing():
    assert concentration(np.array([7.0]), np.array([3.0])) == 0


def test_the_wrong_order_is_as_bad_as_the_right_one_is_good():
    values = np.sort(RNG.random(50))
    right, wrong = (concentration(np.ones(50), each) for each in (values, values[::-1]))
    assert right == pytest.approx(-wrong)


def test_a_level_of_many_counts_as_that_many_equal_customers():
    many = concentration(np.array([3.0, 2.0]), np.array([3.0, 8.0]))
    each = concentration(np.ones(5), np.array([1.0, 1, 1, 4, 4]))
    assert many == pytest.approx(each)


@pytest.mark.parametrize("amount", [[0.0, 0.0], [-1.0, 0.5]])
def test_without_money_there_is_no_concentration(amount):
    assert np.isnan(concentration(np.ones(2), np.array(amount)))


def test_the_area_is_that_of_scikit_learn():
    level = np.sort(RNG.integers(0, 4, 200))
    positive = RNG.random(200) < 0.2 + 0.15 * level
    of_level = np.bincount(level, positive), np.bincount(level, ~positive)
    assert area_under_curve(*of_level) == pytest.approx(roc_auc_score(positive, level))


def test_without_both_kinds_there_is_no_area():
    assert np.isnan(area_under_curve(np.array([1.0, 2]), np.zeros(2)))


def test_rank_correlation_is_that_of_scipy():
    level = RNG.integers(0, 4, 300)
    values = RNG.integers(0, 20, 300) + 3.0 * level
    _, order = np.unique(values, return_inverse=True)
    ranks = mid_ranks(np.bincount(order).astype(float))[order]
    assert np.allclose(ranks, rankdata(values) - 0.5)
    found = rank_correlation(np.ones(300), ranks, level)
    assert found == pytest.approx(spearmanr(level, values).statistic)


def test_a_weight_of_two_is_a_customer_drawn_twice():
    level, order = np.array([0, 1, 1, 0]), np.array([0, 1, 2, 3])
    weight = np.array([2.0, 1, 1, 0])
    ranks = mid_ranks(np.bincount(order, weight))[order]
    twice = spearmanr([0, 0, 1, 1], [0, 0, 1, 2]).statistic
    assert rank_correlation(weight, ranks, level) == pytest.approx(twice)


def test_a_constant_ranks_nobody():
    assert (
        rank_correlation(np.ones(3), np.array([0.5, 1.5, 2.5]), np.zeros(3, int)) == 0
    )
