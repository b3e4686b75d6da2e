import math

import numpy as np

from patronage import arithmetic
from patronage.arithmetic import n_log_n, ratio, tabled


def test_n_log_n_of_nothing_is_nothing():
    assert n_log_n(np.array([0, 1, 2])).tolist() == [0, 0, 2 * math.log(2)]


def test_numbers_beyond_the_table_are_computed_by_the_same_rule():
    numbers = np.array([0, 3, arithmetic.TABLED - 1, arithmetic.TABLED, 10**9])
    expected = [0.0, *(n * math.log(n) for n in numbers[1:].tolist())]
    assert n_log_n(numbers).tolist() == expected


def test_a_table_is_made_for_each_setting():
    numbers = np.array([4, 5])
    assert tabled(math.perm, numbers, 2).tolist() == [12, 20]
    assert tabled(math.perm, numbers, 3).tolist() == [24, 60]


def test_a_ratio_to_nothing_is_unknown():
    assert ratio(np.array([1, 0]), np.array([2, 0])).tolist()[0] == 0.5
    assert np.isnan(ratio(np.array([1.0]), np.array([0]))[0])
