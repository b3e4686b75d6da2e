import itertools

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from patronage.clustering.sized_assignment import sized_assignment


@pytest.mark.parametrize("seed", range(8))
def test_no_assignment_within_the_sizes_is_cheaper(seed):
    costs = np.random.default_rng(seed).uniform(size=(7, 3)) * [1, 1.5, 2]
    labels, _ = sized_assignment(costs, 2, 3)
    sizes = np.bincount(labels, minlength=3)
    assert sizes.min() >= 2
    assert sizes.max() <= 3
    best = min(
        costs[np.arange(7), list(each)].sum()
        for each in itertools.product(range(3), repeat=7)
        if all(2 <= each.count(c) <= 3 for c in range(3))
    )
    assert costs[np.arange(7), labels].sum() == pytest.approx(best)


def test_equal_sizes_cost_what_scipy_finds():
    costs = np.random.default_rng(0).uniform(size=(200, 4)) * [1, 2, 3, 4]
    labels, _ = sized_assignment(costs, 50, 50)
    rows, slots = linear_sum_assignment(np.repeat(costs, 50, axis=1))
    least = costs[rows, slots // 50].sum()
    assert costs[np.arange(200), labels].sum() == pytest.approx(least)


def test_at_its_prices_nobody_would_rather_move():
    costs = np.random.default_rng(5).uniform(size=(300, 5)) * [1, 2, 3, 4, 5]
    labels, prices = sized_assignment(costs, 40, 80)
    priced = costs + prices
    assert prices.min() == 0
    assert (priced.argmin(axis=1) == labels).all()


def test_where_sizes_do_not_bind_everyone_goes_where_it_is_cheapest():
    costs = np.random.default_rng(5).uniform(size=(30, 3))
    labels, _ = sized_assignment(costs, 0, 30)
    assert (labels == costs.argmin(axis=1)).all()


def test_equal_customers_can_be_divided():
    labels, _ = sized_assignment(np.zeros((9, 3)), 3, 3)
    assert np.bincount(labels).tolist() == [3, 3, 3]
