import numpy as np

from patronage.quadrants.z_grid import look_up, z_grid

RNG = np.random.default_rng(8)


def test_a_looked_up_score_is_that_of_a_number_within_a_thousandth():
    numbers = np.exp(RNG.normal(0, 4, 5000)).astype(np.float32)
    found = look_up(z_grid(np.log), numbers)
    assert np.abs(found - np.log(numbers)).max() < 1e-3


def test_nothing_and_infinity_get_the_scores_of_the_ends():
    grid = z_grid(np.log)
    found = look_up(grid, np.array([0, np.inf], np.float32))
    assert found.tolist() == [grid[0], grid[-1]]


def test_larger_numbers_never_score_lower():
    numbers = np.sort(np.exp(RNG.normal(0, 3, 1000))).astype(np.float32)
    assert (np.diff(look_up(z_grid(np.sqrt), numbers)) >= 0).all()
