import numpy as np
import pytest

from patronage.quadrants.distinct_values import DistinctValues
from patronage.quadrants.trough import trough

RNG = np.random.default_rng(9)


def depth(values, means, sds):
    return trough(DistinctValues.of(values), np.array(means), np.array(sds))


def test_two_groups_have_a_trough_between_them():
    values = np.concatenate([RNG.normal(0, 1, 500), RNG.normal(5, 1, 500)])
    assert depth(values, [0, 5], [1, 1]) > 10


def test_what_is_flat_has_none():
    assert abs(depth(RNG.random(2000), [0.25, 0.75], [0.15, 0.15])) < 3


def test_a_hill_is_the_contrary_of_a_trough():
    assert depth(RNG.normal(size=2000), [-1.5, 1.5], [1, 1]) < -3


def test_answers_in_steps_are_no_troughs():
    values = np.repeat(np.arange(5.0), 100)
    assert depth(values, [1, 3], [0.5, 0.5]) == pytest.approx(0)


def test_groups_that_touch_leave_no_room():
    assert depth(RNG.random(100), [0.4, 0.6], [0.1, 0.2]) == 0
