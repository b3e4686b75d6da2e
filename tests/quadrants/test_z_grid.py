import numpy as np
import pytest
from scipy.special import ndtri

from patronage.quadrants.rank_normal import RankNormal
from patronage.quadrants.z_grid import z_grid

RNG = np.random.default_rng(8)
NUMBERS = np.exp(RNG.normal(0, 4, 5000)).astype(np.float32)


def grid(values):
    return z_grid(RankNormal().fit(np.asarray(values, float)))


def test_a_looked_up_score_is_the_rank_of_the_number():
    found = grid(NUMBERS).look_up(NUMBERS)
    exact = RankNormal().fit(NUMBERS.astype(float)).transform(NUMBERS.astype(float))
    assert np.abs(found - exact).max() < 0.15
    assert np.abs(found - exact).mean() < 1e-3


def test_numbers_that_share_a_cell_get_their_average_rank():
    many = np.concatenate([np.full(60, 0.5) * (1 + np.arange(60) * 1e-6), [1, 2, 4, 8]])
    found = grid(many).look_up(many)
    assert set(found[:60]) == {np.float32(ndtri(30 / 64))}
    assert found[60:] == pytest.approx(ndtri((np.arange(60, 64) + 0.5) / 64), abs=1e-6)


def test_nothing_and_infinity_get_the_scores_of_the_ends():
    made = grid(NUMBERS)
    found = made.look_up(np.array([0, np.inf], np.float32))
    assert found.tolist() == [made.scores[0], made.scores[-1]]


def test_larger_numbers_never_score_lower():
    numbers = np.sort(np.exp(RNG.normal(0, 30, 1000)).astype(np.float32))
    assert (np.diff(grid(NUMBERS).look_up(numbers)) >= 0).all()


def test_a_single_number_has_one_score():
    assert grid([3.0]).look_up(np.array([1, 3, 9], np.float32)).tolist() == [0, 0, 0]
