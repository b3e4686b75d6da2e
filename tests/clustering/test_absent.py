import numpy as np

from patronage.clustering.absent import at_the_mean


def test_what_is_absent_stands_at_the_mean_of_its_column():
    rows = np.array([[1.0, np.nan], [3.0, 5.0], [np.nan, 7.0]])
    assert at_the_mean(rows).tolist() == [[1, 6], [3, 5], [2, 7]]


def test_a_column_of_nothing_stands_at_zero():
    assert at_the_mean(np.full((2, 1), np.nan)).tolist() == [[0], [0]]
